def adder(step):
    def add(value, scale=1):
        return value + step * scale
    return add


def compose(f, g):
    return lambda value: f(g(value))


def power(f, n):
    result = lambda value: value
    for _ in range(n):
        result = compose(f, result)
    return result


total = 0
add3, double = adder(3), lambda value: value * 2
both = compose(add3, double)
for i in range(400000):
    total += both(i) - add3(i, scale=2)
print(total)
print(power(adder(2), 50)(1), sum([power(double, 10)(i) for i in range(2000)]))
