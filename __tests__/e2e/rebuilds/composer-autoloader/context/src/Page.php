<?php

namespace Acme\Site;

class Page
{
    public function title(): string
    {
        return "front page";
    }
}
