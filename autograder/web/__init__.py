"""The pages: reading, handing in and feedback for students, the class for instructors, quizzes and explorers."""
