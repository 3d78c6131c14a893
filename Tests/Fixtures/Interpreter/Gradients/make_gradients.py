"""Random programs with their values and gradients by JAX in double precision.

    python3 make_gradients.py > programs.txt

It needs `pip install jax numpy`. Each program is a function of arrays, numbers and a dictionary of parameters, with loops
and branches; JAX runs the very same text with `np` standing for `jax.numpy`.
"""
import random

import jax
import jax.numpy as jnp
import numpy

jax.config.update('jax_enable_x64', True)

UNARY = ['np.exp(0.3 * {0})', 'np.sin({0})', 'np.cos({0})', 'np.tanh({0})', 'np.arctan({0})', 'np.log1p({0} ** 2)',
         'np.sqrt(1.0 + {0} * {0})', 'np.square({0})', 'np.abs({0})', '-{0}', '{0} ** 3 / 4', 'np.expm1(0.2 * {0})',
         'np.log(2.0 + np.abs({0}))', '1 / (1 + np.exp(-{0}))', 'np.maximum({0}, 0.1)', 'np.minimum({0}, 0.7)',
         'np.clip({0}, -0.9, 0.9)', 'np.where({0} > 0.2, {0}, 0.1 * {0})', 'np.arcsinh({0})', 'np.sinh(0.5 * {0})',
         'np.cosh(0.4 * {0})', 'np.arcsin(np.tanh({0}))', '2.0 ** {0}', 'np.reciprocal(1.5 + {0} ** 2)']
BINARY = ['{0} + {1}', '{0} - {1}', '{0} * {1}', '{0} / (1.5 + {1} ** 2)', 'np.maximum({0}, {1})',
          'np.minimum({0}, {1})', 'np.where({0} > {1}, {0} * 2, {1})', '(1.2 + {0} ** 2) ** {1}',
          'np.arctan2({0}, 1.1 + {1} ** 2)', 'np.hypot({0}, 1.0 + {1})', 'np.logaddexp({0}, {1})']


def literal(array):
    if array.shape == ():
        return repr(float(array))
    return f'np.array({array.tolist()!r})'


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.draw = numpy.random.RandomState(seed)
        self.lines, self.values, self.count = [], [], 0

    def take(self, kinds=None):
        fitting = [one for one in self.values if kinds is None or len(one[1]) in kinds]
        return self.random.choice(fitting) if fitting else None

    def add(self, text, shape, indent='    '):
        self.count += 1
        name = f't{self.count}'
        self.lines.append(f'{indent}{name} = {text}')
        self.values.append((name, shape))

    def step(self):
        kind = self.random.choice(
            ['unary'] * 3 + ['binary'] * 3 + ['reduce', 'product', 'product', 'shape', 'index', 'join', 'order', 'loop',
             'branch', 'linear', 'einsum'])
        getattr(self, kind)()

    def unary(self):
        name, shape = self.take()
        self.add(self.random.choice(UNARY).format(name), shape)

    def binary(self):
        first, second = self.take(), self.take()
        try:
            shape = numpy.broadcast_shapes(first[1], second[1])
        except ValueError:
            return
        self.add(self.random.choice(BINARY).format(first[0], second[0]), shape)

    def reduce(self):
        name, shape = self.take([1, 2, 3])
        axis, keep = self.random.choice(range(len(shape))), self.random.random() < 0.5
        if shape[axis] < 2:
            return
        left = tuple(1 if number == axis else length for number, length in enumerate(shape) if keep or number != axis)
        function = self.random.choice(['sum', 'mean', 'max', 'min', 'var', 'std', 'prod'])
        self.add(f'np.{function}({name}, axis={axis}, keepdims={keep})', left)

    def product(self):
        for _ in range(8):
            first, second = self.take([1, 2]), self.take([1, 2])
            if first[1][-1] != second[1][0]:
                continue
            shape = first[1][:-1] + second[1][1:]
            self.add(self.random.choice(['{0} @ {1}', 'np.dot({0}, {1})', 'np.matmul({0}, {1})']).format(
                first[0], second[0]), shape)
            return
        first, second = self.take([1]), self.take([1])
        if first and second:
            self.add(f'np.outer({first[0]}, {second[0]})', first[1] + second[1])

    def shape(self):
        name, shape = self.take([1, 2])
        if len(shape) == 2:
            self.random.choice([
                lambda: self.add(f'{name}.T', shape[::-1]),
                lambda: self.add(f'{name}.reshape({shape[1]}, {shape[0]})', shape[::-1]),
                lambda: self.add(f'{name}.ravel()', (shape[0] * shape[1],)),
                lambda: self.add(f'np.flip({name}, axis=0)', shape),
                lambda: self.add(f'np.roll({name}, 1, axis=1)', shape),
                lambda: self.add(f'np.tril({name})', shape),
            ])()
        else:
            self.random.choice([
                lambda: self.add(f'{name}[:, None]', shape + (1,)),
                lambda: self.add(f'np.expand_dims({name}, 0)', (1,) + shape),
                lambda: self.add(f'np.broadcast_to({name}, (2, {shape[0]}))', (2,) + shape),
                lambda: self.add(f'np.repeat({name}, 2)', (2 * shape[0],)),
                lambda: self.add(f'np.tile({name}, 2)', (2 * shape[0],)),
                lambda: self.add(f'np.diag({name})', shape * 2),
            ])()

    def index(self):
        name, shape = self.take([1, 2])
        if len(shape) == 2:
            self.random.choice([
                lambda: self.add(f'{name}[{shape[0] - 1}]', shape[1:]),
                lambda: self.add(f'{name}[:, 0]', shape[:1]),
                lambda: self.add(f'{name}[::-1]', shape),
                lambda: self.add(f'{name}[np.array([0, {shape[0] - 1}, 0])]', (3,) + shape[1:]),
                lambda: self.add(f'np.take({name}, np.array([0, 0]), axis=1)', (shape[0], 2)),
            ])()
        else:
            self.random.choice([
                lambda: self.add(f'{name}[{shape[0] // 2}]', ()),
                lambda: self.add(f'{name}[np.array([0, {shape[0] - 1}])]', (2,)),
                lambda: self.add(f'{name}[::-1]', shape),
            ])()

    def join(self):
        name, shape = self.take([1, 2])
        others = [one for one in self.values if one[1] == shape]
        other = self.random.choice(others)[0]
        axis = self.random.choice(range(len(shape)))
        longer = tuple(2 * length if number == axis else length for number, length in enumerate(shape))
        if len(shape) == 1:
            self.random.choice([
                lambda: self.add(f'np.stack([{name}, {other}])', (2,) + shape),
                lambda: self.add(f'np.stack([{name}, {other}], axis=1)', shape + (2,)),
                lambda: self.add(f'np.vstack([{name}, {other}])', (2,) + shape),
                lambda: self.add(f'np.hstack([{name}, {other}])', longer),
            ])()
        else:
            self.add(f'np.concatenate([{name}, {other}], axis={axis})', longer)

    def order(self):
        name, shape = self.take([1, 2])
        axis = self.random.choice(range(len(shape)))
        function = self.random.choice(['sort', 'cumsum'])
        self.add(f'np.{function}({name}, axis={axis})', shape)

    def loop(self):
        name, shape = self.take()
        self.count += 1
        total = f't{self.count}'
        self.lines += [f'    {total} = {name}', f'    for k in range({self.random.randint(2, 3)}):',
                       f'        {total} = np.tanh({total} + 0.1 * k) * 1.1']
        self.values.append((total, shape))

    def branch(self):
        name, shape = self.take()
        self.count += 1
        result = f't{self.count}'
        self.lines += [f'    if np.sum({name}) > {self.draw.uniform(-1, 1):.3f}:', f'        {result} = {name} * 1.5',
                       '    else:', f'        {result} = np.sin({name})']
        self.values.append((result, shape))

    def linear(self):
        matrices = [one for one in self.values if len(one[1]) == 2 and one[1][0] == one[1][1] > 1]
        if not matrices:
            return
        name, shape = self.random.choice(matrices)
        size = shape[0]
        safe = f'np.eye({size}) * 4.0 + np.tanh({name})'
        vectors = [one[0] for one in self.values if one[1] == (size,)]
        choices = [lambda: self.add(f'np.linalg.inv({safe})', shape), lambda: self.add(f'np.linalg.det({safe}) / 50', ()),
                   lambda: self.add(f'np.linalg.slogdet({safe})[1]', ()), lambda: self.add(f'np.trace({name})', ())]
        if vectors:
            vector = self.random.choice(vectors)
            choices += [lambda: self.add(f'np.linalg.solve({safe}, {vector})', (size,))] * 3
        self.random.choice(choices)()

    def einsum(self):
        name, shape = self.take([2])
        other, second = self.take([2])
        if shape[1] == second[0]:
            self.add(f"np.einsum('ij,jk->ki', {name}, {other})", (second[1], shape[0]))
        elif shape == second:
            self.add(f"np.einsum('ij,ij->i', {name}, {other})", shape[:1])
        else:
            self.add(f"np.einsum('ij->j', {name})", shape[1:])

    def text(self):
        rows, columns = self.random.randint(2, 4), self.random.randint(2, 4)
        a, b = self.draw.randn(rows, columns).round(4), self.draw.randn(columns).round(4)
        w, c = self.draw.randn(columns, columns).round(4), self.draw.randn().__round__(4)
        self.values = [('a', a.shape), ('b', b.shape), ("p['w']", w.shape), ("p['more'][0]", ())]
        for _ in range(self.random.randint(6, 14)):
            self.step()
        tail = [name for name, _ in self.values[-3:]] + [self.random.choice(self.values)[0]]
        total = ' + '.join(f'np.mean({name} * {name}) * {self.draw.uniform(0.5, 1.5):.3f}' for name in tail)
        body = '\n'.join(self.lines)
        return (f'def f(a, b, p):\n{body}\n    return {total}\na = {literal(a)}\nb = {literal(b)}\n'
                f"p = {{'w': {literal(w)}, 'more': [{literal(numpy.float64(c))}]}}\n")


def main():
    made, seed = 0, 0
    while made < 200:
        seed += 1
        text = Program(seed).text()
        names = {'np': jnp}
        exec(text, names)
        arguments = [names['a'], names['b'], names['p']]
        value, gradients = jax.value_and_grad(names['f'], (0, 1, 2))(*arguments)
        numbers = numpy.concatenate([numpy.ravel(leaf) for leaf in (
            value, gradients[0], gradients[1], gradients[2]['w'], gradients[2]['more'][0])])
        # For steep programs, the last digits of the two libraries differ by more than the tolerance.
        if not numpy.all(numpy.isfinite(numbers)) or numpy.max(numpy.abs(numbers)) > 1e4:
            continue
        made += 1
        print(f'== {seed}\n{text}>> ' + ' '.join(repr(float(number)) for number in numbers))


main()
