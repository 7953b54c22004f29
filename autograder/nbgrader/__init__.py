"""The course in nbgrader: its folder, its notebooks, its gradebook. Needs the extra `nbgrader`."""
