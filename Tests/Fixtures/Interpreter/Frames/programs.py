t = pd.DataFrame({'a': [1, 2, 3], 'b': [1.5, np.nan, 3], 'c': ['x', None, 'zz'], 'd': [True, False, True]})
print(t)
t.info()
print(t.describe(), t.describe(include='all'), t.dtypes, sep='\n')
print(t['c'], t.iloc[0], t.iloc[0].dtype, t.T, sep='\n')
print(t.columns, t.index, t.set_index('c').index, pd.Index([1.5, 2]))
print(t['c'].unique(), t['a'].unique(), t['d'].unique(), type(t), type(t.a), t.shape, t.size)
print(t.head(0), pd.DataFrame(), pd.Series([], dtype=object), sep='\n')
print(repr(t.dtypes.iloc[0]), t['c'].dtype, t['c'].dtype == 'str', t['a'].dtype == int)
#
t = pd.DataFrame({'a': [1, 2, 3]})
for make in [lambda: t['q'], lambda: t.q, lambda: t.loc[7], lambda: t[['a', 'q']], lambda: t.iloc[5], lambda: t.loc[[0, 9]], lambda: t.drop(columns='q'),
             lambda: t.groupby('q'), lambda: pd.DataFrame({'a': [1], 'b': [1, 2]}), lambda: t.rename(columns={'q': 'r'}, errors='raise'),
             lambda: bool(t), lambda: pd.Series(['x']).mean(), lambda: t.a.loc['x'], lambda: pd.Series([1, 2]) == pd.Series([1]), lambda: t.insert(0, 'a', 1), lambda: pd.to_numeric(pd.Series(['1', 'x'])),
             lambda: t.sort_values('q'), lambda: t.set_index('q'), lambda: t.sample(5), lambda: t[[True, False]]]:
    try: print(make())
    except Exception as error: print(type(error).__name__, error)
try: t['b'] = [1, 2]
except ValueError as error: print(error)
try: t.loc[0, 'a'] = 'x'
except TypeError as error: print(error)
try: t.columns = ['a', 'b']
except ValueError as error: print(error)
#
# What is assigned to one table is seen in no other, whatever it was made of.
t = pd.DataFrame({'a': [1, 2, 3], 'b': [4.0, 5.0, 6.0]})
part, column, other = t[['a']], t['a'], t.copy()
part.loc[0, 'a'] = 100
column[1] = 200
t['a'][2] = 300
t.loc[t.b > 5, 'a'] = -1
other['c'] = t.a
x = np.array([1.0, 2.0, 3.0])
made = pd.DataFrame({'x': x})
x[0] = 50
print(t, part, column, other, made, sep='\n')
values = t.a.values
try: values[0] = 5
except ValueError as error: print(error)
#
a = pd.Series([1, 2, 3], index=['x', 'y', 'z'])
b = pd.Series([10, 20], index=['y', 'w'])
print(a + b, a.add(b, fill_value=0), a * 2, a['y'], a[['x', 'z']], a['x':'y'], a.to_dict(), sep='\n')
print('x' in a, a.get('q', 0), list(a), list(a.items()), a.index.tolist(), a.x, len(a))
a['new'] = 7
a.name = 'named'
print(a, a.rename('other').head(1), a.reset_index(), sep='\n')
#
t = pd.DataFrame({'day': ['Thu', 'Fri', 'Thu', 'Sun', 'Fri'], 'bill': [10.5, 20.25, 8.0, 31.5, 12.0], 'tip': [1.0, 3.0, 1.5, 5.0, 2.0], 'size': [2, 3, 1, 4, 2]})
t['part'] = t.tip / t.bill
print(t, t.groupby('day')['part'].mean(), t.groupby('day').agg(bills=('bill', 'sum'), most=('tip', 'max')), sep='\n')
print(t.groupby('day', as_index=False)[['bill', 'tip']].mean(), t.groupby('day').size(), t.groupby(['day', 'size'], as_index=False).tip.sum(), sep='\n')
for day, group in t.groupby('day'): print(day, len(group), group.tip.max())
print(t[(t.tip > 1.2) & (t.day != 'Sun')].sort_values('bill', ascending=False)[['day', 'bill']])
print(pd.get_dummies(t[['day', 'size']]), t[['bill', 'tip']].corr(), t.day.value_counts(), sep='\n')
print(np.sqrt(t.bill), np.log(t[['bill', 'tip']]), np.asarray(t.tip), np.mean(t.tip), sep='\n')
print(t.tip.map(lambda v: 'high' if v > 2 else 'low').value_counts(normalize=True))
print(t.apply(lambda row: row.bill + row.tip, axis=1), t.loc[t.tip.idxmax()], sep='\n')
#
wide = pd.DataFrame({f'column_{n}': [n * 1.5, n] for n in range(14)})
long = pd.DataFrame({'n': range(70), 'w': ['w' * (n % 5) for n in range(70)]})
print(wide, long, long.n, long.w.head(3), wide.T, sep='\n')
print(pd.DataFrame({'x': [1e-9, 1.0, 2e5], 'y': [1e10, -2.5, 0.1], 'z': [1e16, 1e17, np.nan], 'v': [0.1, 0.123456789, 100]}))
print(pd.Series([1e6 + 0.5, 123456789.123]), pd.Series([0.00001, 1]), pd.Series([np.inf, -np.inf, 1.5]), pd.Series([1.0, 2.0]), sep='\n')
print(pd.DataFrame({'long': ['a' * 60, 'b']}), pd.Series(['line\nbreak', 'tab\t']), sep='\n')
#
import io
t = pd.read_csv(io.StringIO('name,n,x,ok\nann,1,2.5,True\nbob,2,,False\n,3,1e3,True\n'))
print(t, t.dtypes, t.to_csv(), t.to_csv(index=False, sep=';', na_rep='-'), sep='\n')
print(pd.DataFrame({'q': ['a,b', 'say "x"', 'l\nm'], 'f': [0.1, 1e-7, 1e20]}).to_csv(index=False))
print(pd.DataFrame({'a': [1, 2]}, index=pd.Index(['u', 'v'], name='key')).to_csv())
#
t = pd.DataFrame({'day': ['Thu', 'Fri', 'Thu', 'Sun', 'Fri'], 'bill': [10.5, 20.25, 8.0, 31.5, 12.0], 'tip': [1.0, 3.0, 1.5, 5.0, 2.0], 'size': [2, 3, 1, 4, 2], 'ok': [True, False, True, True, False]})
g = t.groupby(['day', 'size'])
print(g.tip.mean(), g[['bill', 'tip']].sum(), g.size(), g.tip.mean().reset_index(), g.tip.mean().unstack(), sep='\n')
print(g.agg(m=('tip', 'mean'), n=('bill', 'count')), g.tip.mean().index, g.tip.mean()['Fri'], g.tip.mean()['Fri', 3], sep='\n')
print(g[['tip']].mean().loc['Thu'], g[['tip', 'bill']].mean().loc[('Thu', 1)], t.value_counts(['day', 'ok']), t.groupby('day').ok.value_counts(), sep='\n')
print(t.groupby(['ok', 'day', 'size']).bill.max(), t.set_index(['day', 'size']).sort_index(), t.set_index(['day', 'size']).reset_index(), sep='\n')
print(g.tip.sum().groupby(level=0).sum(), g.tip.sum().groupby('day').max(), g.tip.mean().to_dict(), g.bill.mean().to_csv(), sep='\n')
long = pd.DataFrame({'a': np.arange(70) // 7, 'b': np.arange(70) % 7, 'c': np.arange(70) / 3}).groupby(['a', 'b']).c.mean()
print(long, long.to_frame(), long.head(9), long.index[:3], long.iloc[:2], sep='\n')
print(pd.Series([1, 2, 3, 4], index=pd.MultiIndex.from_product([['a', 'b'], [1, 2]])))
#
pd.set_option('display.max_columns', None)
wide = pd.DataFrame({f'column_{n}': [n * 1.5, n] for n in range(14)})
print(wide)
pd.set_option('display.max_rows', 4, 'display.precision', 2)
print(pd.DataFrame({'a': np.arange(10) / 3}), pd.Series(np.arange(10) / 3))
pd.options.display.float_format = '{:.1f}'.format
print(pd.DataFrame({'a': np.arange(3) / 3}), round(pd.DataFrame({'a': [1.234]}), 1))
for name in ('display.max_columns', 'display.max_rows', 'display.precision', 'display.float_format'): pd.reset_option(name)
print(wide)
#
words = ['Zoë', 'Sun', 'Thur', None, 'Sat', 'x', 'a b', 'Fri', 'lunch', 'Dinner', 'yy', 'q', 'r', 's']
for n in (0, 1, 10, 11, 12, 14): print(pd.Series(words[:n], dtype='str').unique())
for n in (20, 100, 101, 150): print(pd.Series([f"w{'x' * (i % 7)}{i}" for i in range(n)]).unique())
for k in range(5, 9): print(pd.Series(['a' * 60, 'b' * k, 'c', 'd']).unique())
t = pd.DataFrame({'i': [3, 5, 7], 'k': ['r', 'r', 's'], 'b': [False, False, True], 'n': [-1, 1, 2], 'm': [-3, 1, 5]})
for name in 'iknm': print(t.set_index(name), t.set_index(name).index)
print(pd.DataFrame({'a': [1, 2, 3]}, index=pd.RangeIndex(5, -7, -4)), pd.Series([1, 2], index=pd.RangeIndex(-3, 5, 4)), sep='\n')
print(t.groupby(['r', 'r', 's'])['i'].sum(), t.groupby(['k', t.b])['i'].sum(), t.iloc[:2].groupby('k')['b'].value_counts(), sep='\n')
