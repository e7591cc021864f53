require 'socket'

server = TCPServer.new('0.0.0.0', Integer(ENV.fetch('PORT', '8080')))
loop do
  client = server.accept
  nil until (client.gets || "\r\n") == "\r\n"
  client.print "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nruby\n"
  client.close
end
