import ffmpeg

ffmpeg.input("in.mp4").output("out.webm").run()
