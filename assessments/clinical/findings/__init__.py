"""What follows from the answers and is no answer itself: what rules and scores look at."""
