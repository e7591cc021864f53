import { h, render } from 'preact';

render(h('p', null, 'orders'), document.getElementById('app'));
