package job

// Name of the job that runs next.
func Name() string { return "sweep" }
