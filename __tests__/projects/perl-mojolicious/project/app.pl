use Mojolicious::Lite -signatures;

get '/' => sub ($c) { $c->render(text => 'hello') };
app->start;
