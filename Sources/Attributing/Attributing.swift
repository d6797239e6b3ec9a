// Attributing
