"""Tables of grades as learning platforms import and export them, whatever gradebook they are filled from."""
