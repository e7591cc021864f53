IO.puts("hello, #{System.get_env("USER", "world")}")
