# descent 2
"""a docstring"""

# %% [1] make
x = 1
#> kept? no output

# %% [markdown]
# words
# %% [3] show
x
#> 1

y = {}
