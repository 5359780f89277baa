// A Node process that does nothing: what a cold start is compared with.
