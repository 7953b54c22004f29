"""The sandbox: walls, the process that waits behind them, and one worker per submission."""
