<?php

namespace Site;

use Greeting\Greeter;

final class Page
{
    public static function body(): string
    {
        return Greeter::greet("split");
    }
}
