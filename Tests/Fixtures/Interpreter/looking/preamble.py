seed 1
x = rand 10 5
w = x[:2]
big = randn 100 40
v = arange 50
t = arange(24).reshape(2, 3, 4)
many = zeros 9 2 2
m = x > 0.5
s = "hello world"
l = [1, 2.5, "a", x]
long = list(range(30))
pair = (1, [2, 3])
n = 3
lr = 0.1
def scaled(x, rate=0.5):
    """Multiplies.

    A docstring of
    several lines.
    """
    # by the rate
    return x * rate
square = lambda v: v * v
empty_one = zeros 0 3
huge = array([9223372036854775807, -9223372036854775808])
bad = array([1.5, nan, inf, 0.0, 2.25])
nothing = array([nan, nan])
rng = default_rng(1)
a_name_that_is_longer_than_twenty_columns = 1
nil = None
