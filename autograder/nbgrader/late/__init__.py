"""What late work loses: the policy, the penalty, and where nbgrader asks for it."""
