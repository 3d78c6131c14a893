"""Runs random programs about tables in pandas and in Descent, and compares what they print.

    python3 frames.py [--count N] [--seed S] [--binary PATH] [--python PATH] [--show N]

`--python` names an interpreter that has pandas 3; without one an environment with it is made under .build/pandas. Where that
can't be had, this says so and ends well. What Descent refuses in
words (NotImplementedError) is counted and isn't a difference, as long as it stays under one statement in twenty.
"""

import environment

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from run import ROOT

HEAD = '''import numpy as np
import pandas as pd

def show(number, function):
    try:
        result = function()
        text = str(result)
    except NotImplementedError as error: print("==", number, "refused", error)
    except Exception as error: print("==", number, type(error).__name__)
    else:
        kind = type(result).__name__
        print("==", number, kind if kind in ("DataFrame", "Series") else "")
        print(text)
'''

PACKAGES = ["numpy==2.4.*", "pandas==3.1.*"]
WORDS = ["Sun", "Sat", "Thur", "Fri", "x", "yy", "Dinner", "lunch", "a b", "Zoë"]
ROWS = ["0", "1", "2", "-1", "3"]


class Program:
    """A table and what is asked of it, at random."""

    def __init__(self, r):
        self.r = r
        self.count = r.choice([2, 3, 4, 5, 6, 7, 8, 12, 12, 65])
        self.text = [f"t = pd.DataFrame({self.columns()}{self.index()})", "s = t['f']", "u = t.copy()"]
        for _ in range(r.randint(5, 9)): self.text.append(r.choice(self.forms())())

    def columns(self):
        pick = self.r.choice
        def some(kind): return "[" + ", ".join(kind() for _ in range(self.count)) + "]"
        def number():
            value = pick([self.r.uniform(0, 50), self.r.uniform(-5, 5), self.r.randint(0, 9) / 2, round(self.r.uniform(0, 100), 2)])
            return "np.nan" if self.r.random() < self.gaps else repr(round(value, self.digits))
        def word(): return "None" if self.r.random() < self.gaps else repr(pick(WORDS[:self.r.choice([3, 4, 10])]))
        self.gaps, self.digits = pick([0, 0, 0.2]), pick([1, 2, 3, 6])
        scale = pick([1, 1, 1, 1e6, 1e-6, 1e9])
        # A column of nothing but None is one of objects, of which there are few.
        words = [word() for _ in range(self.count - 1)] + [repr(WORDS[0])]
        parts = {
            "i": some(lambda: str(self.r.randint(-3, 9))), "f": some(number), "g": some(lambda: repr(self.r.uniform(0, 10) * scale)),
            "w": "[" + ", ".join(words) + "]", "k": some(lambda: repr(pick(["p", "q", "r"]))), "b": some(lambda: pick(["True", "False"]))}
        names = ["i", "f", "w", "k", "b", "g"] if self.count < 60 else ["i", "f", "w", "k", "b"]
        return "{" + ", ".join(f"{name!r}: {parts[name]}" for name in names) + "}"

    def index(self):
        kind = self.r.random()
        if kind < 0.7: return ""
        if kind < 0.85: return f", index=list(range(10, {10 + self.count}))"
        return ", index=[" + ", ".join(repr(f"r{place}") for place in range(self.count)) + "]"

    def expression(self, text):
        return f"show({len(self.text)}, lambda: ({text}))"

    def forms(self):
        r = self.r
        n = lambda: r.randint(0, 6)
        number = lambda: r.choice(["i", "f", "g"]) if self.count < 60 else r.choice(["i", "f"])
        any_column = lambda: r.choice(["i", "f", "w", "k", "b"])
        key = lambda: r.choice(["k", "w", "b", "i"])
        how = lambda: r.choice(["sum", "mean", "median", "std", "var", "min", "max", "count", "prod", "nunique", "first", "last", "size"])
        reduction = lambda: r.choice(["sum", "mean", "median", "std", "var", "min", "max", "count", "prod", "any", "all", "nunique", "sem"])
        compared = lambda: r.choice(["==", "!=", "<", ">", "<=", ">="])
        sign = lambda: r.choice(["+", "-", "*", "/", "//", "%", "**"])
        constant = lambda: r.choice(["2", "0", "1.5", "-3", "10", "True"])
        condition = lambda: r.choice([
            f"t.{number()} {compared()} {r.randint(-2, 20)}", f"t['k'] == 'p'", "t.b", "~t.b", "t.w.isin(['Sun', 'x'])", "t.w == 'Sat'",
            "(t.i > 2) & (t.k != 'q')", "(t.f < 20) | t.b", "t.f.notna()", "t.w.isna()", "t.i.between(1, 5)", "t.i != t.f"])
        wanted = lambda: r.choice(["['i', 'f']", "['k']", "['w', 'i']", "['b', 'k', 'f']", "['f']", "[]"])
        numbers = "[['i', 'f']]"
        e = lambda make: (lambda: self.expression(make()))
        looking = [
            lambda: "t", lambda: f"t.{r.choice(['head', 'tail'])}({r.choice(['', '2', '0', '-1', '3'])})", lambda: "t.shape, t.size, len(t), t.ndim, t.empty",
            lambda: "t.dtypes", lambda: "t.columns", lambda: "t.index", lambda: "t.reset_index(drop=True).info()", lambda: f"t.describe({r.choice(['', 'include=' + repr('all')])})",
            lambda: f"t[{any_column()!r}].describe()", lambda: f"t[{any_column()!r}]", lambda: f"t.{any_column()}", lambda: f"t[{wanted()}]",
            lambda: f"t[{r.choice(['1:3', ':2', '-2:', '::2', '::-1'])}]", lambda: f"t[{condition()}]", lambda: f"t[{condition()}]{wanted() and '[' + wanted() + ']'}",
            lambda: f"t.loc[{condition()}, {r.choice([repr(any_column()), wanted()])}]", lambda: f"t.iloc[{r.choice(ROWS)}]",
            lambda: f"t.iloc[{r.choice(['1:3', ':2', '[0, 1]', '-2:', '::2'])}, {r.choice(['0', '1:3', '[0, 2]', '-1', ':'])}]",
            lambda: f"t.loc[t.index[{n()}]]", lambda: f"t.loc[t.index[:2], {any_column()!r}]", lambda: f"t.loc[t.index[0]:t.index[-1], 'i':'k']",
            lambda: f"t.iloc[{r.choice(ROWS)}, {n()}]", lambda: f"t.at[t.index[0], {any_column()!r}], t.iat[0, 1]", lambda: f"t['nothing']",
            lambda: "t.i.values, t.b.to_numpy()", lambda: "t[['i', 'f']].values", lambda: "t.i.tolist(), t.w.tolist()", lambda: "'i' in t, 'zz' in t, list(t)",
            lambda: "t.T" if self.count < 12 else "t.head(3).T", lambda: "t.to_dict()", lambda: f"t.to_dict({r.choice(['list', 'records', 'index', 'split'])!r})",
            lambda: f"t.to_csv({r.choice(['', 'index=False', 'sep=' + repr(';'), 'na_rep=' + repr('-'), 'columns=' + repr(['i', 'w'])])})",
            lambda: f"t.to_string({r.choice(['', 'index=False', 'max_rows=4'])})", lambda: "t.memory_usage(index=False)", lambda: "s.index, s.name, s.dtype, s.shape",
            lambda: "[(name, column.iloc[0]) for name, column in t.items()]", lambda: "[(label, row['w'], row['i']) for label, row in t.iterrows()]",
            lambda: "[tuple(row) for row in t.itertuples()]", lambda: f"t.select_dtypes({r.choice([repr('number'), 'include=' + repr('bool'), 'exclude=' + repr('number')])})"]
        cleaning = [
            lambda: f"t.dropna({r.choice(['', 'subset=' + repr(['f']), 'how=' + repr('all'), 'axis=1', 'thresh=5'])})", lambda: f"t.f.fillna({r.choice(['0', '1.5', 't.f.mean()'])})",
            lambda: "t.w.fillna('none')", lambda: "t.fillna({'f': 0, 'w': '?'})", lambda: "t.isna().sum()", lambda: "t.notna()", lambda: "t.isna().mean()", lambda: "t.f.dropna()",
            lambda: "t.f.ffill(), t.w.bfill()", lambda: "t.f.interpolate()", lambda: f"t.drop_duplicates({r.choice(['', repr('k'), repr(['k', 'b']), 'subset=' + repr('i') + ', keep=' + repr('last')])})",
            lambda: f"t.duplicated({r.choice(['', repr('k'), repr(['k', 'b']), repr('k') + ', keep=False'])})", lambda: f"t.drop(columns={r.choice([repr('i'), repr(['w', 'b'])])})",
            lambda: f"t.drop({r.choice(['t.index[0]', 't.index[:2]', repr('nothing')])})", lambda: f"t.drop('i', axis=1)", lambda: "t.rename(columns={'i': 'number', 'k': 'kind'})", lambda: "t.rename(columns=str.upper)",
            lambda: f"t.reset_index({r.choice(['', 'drop=True'])})", lambda: f"t.set_index({key()!r})", lambda: "t.set_index('k').loc['p']", lambda: "t.set_index('w').sort_index(kind='stable')",
            lambda: f"t.astype({{'i': float}}).dtypes", lambda: "t.i.astype(str)", lambda: f"t.{r.choice(['f', 'i', 'b'])}.astype({r.choice(['float', 'int', 'str', 'bool'])})",
            lambda: f"t.replace({r.choice([repr({'p': 'P'}), '1, 100', repr({'i': {1: 50}})])})", lambda: f"t.k.replace('p', 'z')", lambda: f"t.i.replace({{1: 10, 2: 20}})",
            lambda: f"t.assign(z=t.i * 2, y=lambda d: d.f + 1)", lambda: "t.add_prefix('c_')", lambda: "t.i.where(t.i > 2)", lambda: "t.i.mask(t.b, 0)", lambda: "t.f.clip(0, 10)", lambda: "t.rename_axis('rows')"]
        ordering = [
            # Without `stable`, the order of equal rows is whatever the processor's sorting makes it.
            lambda: f"t.sort_values({r.choice([repr('f'), repr('w'), repr(['k', 'i']), repr(['b', 'f'])])}{r.choice(['', ', ascending=False'])}, kind='stable')",
            lambda: f"t.sort_values(['k', 'i'], ascending=[True, False])", lambda: f"t.{any_column()}.sort_values(kind='stable')", lambda: "t.sort_index(ascending=False)",
            lambda: f"t.nlargest(3, 'f')", lambda: f"t.nsmallest(2, 'g')" if self.count < 60 else "t.nsmallest(2, 'f')", lambda: f"s.nlargest(3)", lambda: f"t.{number()}.rank({r.choice(['', 'method=' + repr('min'), 'ascending=False', 'pct=True', 'method=' + repr('dense')])})",
            lambda: f"t.{key()}.value_counts({r.choice(['', 'normalize=True', 'ascending=True', 'dropna=False'])})", lambda: f"t.{any_column()}.unique()", lambda: "t.nunique()", lambda: f"t.{any_column()}.nunique()",
            lambda: f"t.{key()}.mode()", lambda: f"str(t.{number()}.idxmax()), str(t.{number()}.idxmin())", lambda: f"t.sample({r.choice(['2', '1', 'frac=0.5'])}, random_state={n()})", lambda: "t[['i', 'k']].mode()"]
        computing = [
            lambda: f"t.{number()}.{reduction()}()", lambda: f"t{numbers}.{reduction()}()", lambda: f"t{numbers}.{reduction()}(axis=1)", lambda: f"t.{reduction()}(numeric_only=True)" if False else f"t.mean(numeric_only=True)",
            lambda: f"t.{r.choice(['sum', 'max', 'min', 'count', 'mean'])}()", lambda: f"t.{any_column()}.{reduction()}()", lambda: f"t.{number()}.quantile({r.choice(['', '0.25', '[0.1, 0.9]'])})", lambda: "t.quantile(0.3, numeric_only=True)",
            lambda: "t.corr(numeric_only=True).round(6) + 0", lambda: "t[['i', 'f']].cov()", lambda: "t.i.corr(t.f)", lambda: f"t.{number()}.{r.choice(['cumsum', 'cummax', 'cumprod', 'diff', 'shift', 'pct_change', 'abs', 'round'])}()", lambda: f"t{numbers}.{r.choice(['cumsum', 'diff', 'shift', 'abs', 'round', 'rank'])}()",
            lambda: f"t.{number()} {sign()} {constant()}", lambda: f"t.{number()} {sign()} t.{number()}", lambda: f"{constant()} {r.choice('+-*/')} t.{number()}", lambda: f"t{numbers} {r.choice('+-*/')} {constant()}", lambda: f"t.i {r.choice('+-*/')} t.i.iloc[::-1]", lambda: "t.f.iloc[1:] + t.f.iloc[:-1]",
            lambda: condition(), lambda: "t.w + '!'", lambda: "t.k + t.w", lambda: "-t.i", lambda: f"(t.i > 1) {r.choice('&|^')} t.b", lambda: f"t{numbers} {compared()} 3", lambda: "(t.f - t.f.mean()) / t.f.std()", lambda: f"t{numbers} - t{numbers}.mean()",
            lambda: f"np.{r.choice(['sqrt', 'exp', 'log1p', 'abs', 'floor'])}(abs(t.{r.choice(['i', 'f'])}))", lambda: f"round(t.f.mean(), 3)", lambda: f"t.i.map({{1: 'one', 2: 'two'}})", lambda: "t.w.map(lambda w: str(w)[:2])", lambda: "t.i.apply(lambda v: v * 2 + 0.5)", lambda: "t.k.map({'p': 1, 'q': 2, 'r': 3})",
            lambda: f"t{numbers}.apply({r.choice(['np.sum', 'lambda c: c.max() - c.min()', 'lambda c: c * 2'])})", lambda: f"t.apply(lambda row: row['i'] + len(row['k']), axis=1)", lambda: f"t{numbers}.map(lambda v: v * 10)", lambda: f"t{numbers}.agg(['min', 'max'])", lambda: "t.agg({'i': 'sum', 'f': 'mean'})", lambda: "t.i.agg(['sum', 'mean'])",
            lambda: f"t.w.str{r.choice(['.upper()', '.lower()', '.len()', '.strip()', '.title()', '.contains(' + repr('S') + ')', '.startswith(' + repr('S') + ')', '.endswith(' + repr('n') + ')', '.replace(' + repr('S') + ', ' + repr('_') + ')', '.split()', '.split(expand=True)', '[:2]', '[0]', '.zfill(5)', '.count(' + repr('u') + ')', '.find(' + repr('u') + ')'])}",
            lambda: f"t.k.str.cat(sep='-')", lambda: "pd.isna(t.f), pd.notna(None)", lambda: "t.i.isin([1, 2, 3])", lambda: "t.f.to_frame()", lambda: "t.i.equals(u.i), t.equals(u)", lambda: "t.f.sum() / len(t)", lambda: "s.to_dict()", lambda: "s.mean(), s.std(), s.var(), s.median()"]
        grouping = [
            lambda: f"t.groupby({key()!r})[{number()!r}].{how()}()", lambda: f"t.groupby({key()!r})[{wanted()}].{r.choice(['min', 'max', 'count', 'first', 'nunique'])}()", lambda: f"t.groupby({key()!r}).mean(numeric_only=True)", lambda: f"t.groupby('k')[['i', 'f']].{how()}()", lambda: f"t.groupby({key()!r}).size()", lambda: f"t.groupby('k').{r.choice(['count', 'first', 'max', 'sum', 'nunique', 'mean'])}()",
            lambda: f"t.groupby(['k', 'b'])[{number()!r}].{how()}()", lambda: "t.groupby(['k', 'b'])[['i', 'f']].sum()", lambda: "t.groupby(['b', 'k']).size().unstack()", lambda: "t.groupby(['k', 'b']).f.mean().reset_index()", lambda: "t.set_index(['k', 'b']).sort_index(kind='stable').head(4)", lambda: "t.groupby(['k', 'b'])['i'].agg(['sum', 'max'])", lambda: "t.value_counts(['k', 'b'])", lambda: "t.groupby('k')['b'].value_counts()", lambda: "t.groupby(['k', 'b']).i.sum().loc['p']", lambda: "t.groupby(['k', 'w']).i.max().index",
            lambda: "t.groupby('k').agg({'f': 'mean', 'i': 'sum'})", lambda: "t.groupby('k').agg(m=('f', 'mean'), n=('i', 'count'))", lambda: "t.groupby('w')['f'].agg(['mean', 'max'])", lambda: f"t.groupby(['k', 'b'], as_index=False)['f'].{r.choice(['mean', 'sum', 'max'])}()", lambda: f"t.groupby('k', as_index=False)['i'].{how()}()", lambda: "t.groupby('k').get_group('p')",
            lambda: "[(name, len(group)) for name, group in t.groupby('k')]", lambda: "[(name, group.i.sum()) for name, group in t.groupby(['k', 'b'])]", lambda: "t.groupby('k')['f'].transform('mean')", lambda: "t.i - t.groupby('b')['i'].transform('mean')", lambda: "t.groupby('k')['i'].cumsum()", lambda: "t.groupby('k').cumcount()", lambda: "t.groupby('k')['f'].describe()", lambda: "t.groupby('k')['i'].apply(lambda c: c.max() - c.min())", lambda: "t.groupby('k').head(1)", lambda: f"t.groupby({key()!r}, sort=False)['i'].sum()", lambda: "t.groupby('k').ngroups",
            lambda: f"pd.concat([t, t.head(2)]{r.choice(['', ', ignore_index=True'])})", lambda: "pd.concat([t.i, t.f * 2], axis=1)", lambda: "pd.concat([t[['i', 'k']], t[['f', 'k']]])", lambda: f"pd.get_dummies({r.choice(['t', 't.k', 't[[' + repr('k') + ', ' + repr('i') + ']]', 't, columns=[' + repr('b') + ']', 't, drop_first=True', 't.k, dtype=int'])})",
            lambda: "t.merge(pd.DataFrame({'k': ['p', 'q', 'z'], 'v': [1, 2, 3]}), on='k')", lambda: f"t[['i', 'k']].merge(pd.DataFrame({{'k': ['p', 'p', 'z'], 'i': [1, 2, 3]}}), on='k', how={r.choice(['left', 'right', 'outer', 'inner'])!r})", lambda: "t.pivot_table(values='f', index='k', columns='b')", lambda: "t.head(3).melt(id_vars='k', value_vars=['i', 'f'])", lambda: "pd.crosstab(t.k, t.b)", lambda: f"pd.cut(t.i, {r.choice(['3', '[-5, 0, 3, 10]'])}, labels=False)", lambda: "pd.to_numeric(t.w, errors='coerce')"]
        changing = [
            lambda: f"t['new'] = {r.choice(['t.i * 2', '5', 't.f > 3', repr('a'), 't.f.fillna(0) + t.i', 'range(len(t))', 'np.arange(len(t)) / 4'])}", lambda: f"t.loc[{condition()}, {r.choice(['f', 'g'])!r}] = {r.choice(['0', '-1.5', 'np.nan'])}" if self.count < 60 else "t.loc[t.b, 'f'] = 0", lambda: f"t.loc[{condition()}, 'k'] = 'r'", lambda: "t.loc[t.index[0], 'i'] = 7", lambda: f"t.iloc[0, 1] = 2.5", lambda: "t.at[t.index[0], 'w'] = 'Sun'",
            lambda: "s[t.index[0]] = 9.5", lambda: "t['i'] = t['i'].astype(float)", lambda: "del t['b']; t['b'] = u.b", lambda: "t.columns = list(t.columns)", lambda: "t.insert(1, 'ins%d' % len(t.columns), 1)", lambda: "t.f = t.f.fillna(1)", lambda: "t.loc[:, 'i'] = 3", lambda: "t['w'] = t['w'].str.upper()", lambda: "t.fillna({'f': 0}, inplace=True)", lambda: "t.sort_values('i', inplace=True, kind='stable')",
            lambda: "t.loc[t.i > 2, ['i', 'f']] = 1", lambda: "t[t.index == t.index[0]] = t", lambda: "t.loc[len(t) + 100] = list(t.iloc[0])"]
        def expressions(makers): return [e(make) for make in makers]
        def changes(): return f"try: {r.choice(changing)()}\nexcept Exception as error: print(type(error).__name__)\nshow({len(self.text)}, lambda: t)"
        groups = [expressions(looking), expressions(cleaning), expressions(ordering), expressions(computing), expressions(computing), expressions(grouping), expressions(grouping), [changes]]
        return r.choice(groups)

    def source(self, number):
        return f"print('program', {number})\n" + "\n".join(self.text) + "\n"


def answers(command, programs, folder):
    file = pathlib.Path(folder) / "programs.py"
    file.write_text(HEAD + "".join(program.source(number) for number, program in enumerate(programs)))
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONWARNINGS="ignore", COLUMNS="80", LINES="24")
    done = subprocess.run(command + [str(file)], capture_output=True, text=True, env=environment, timeout=600, cwd=folder)
    return done.stdout.split("program ")[1:], done.stderr


def parts(text):
    """The answer to each statement of a program."""
    pieces = text.split("\n", 1)[1].split("== ")
    return ["\n".join(line.rstrip() for line in piece.split("\n")).rstrip() for piece in pieces]


def interpreter(given):
    """An interpreter with pandas 3: the one that is given, this one, or one in an environment that is made once; or none."""
    folder = ROOT / ".build" / "pandas"
    own = str(folder / "bin" / "python")
    for name in [given] if given else [sys.executable, own]:
        if has_pandas(name): return name
    if given: return None
    done = subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(folder)], capture_output=True)
    if done.returncode == 0: subprocess.run([own, "-I", "-m", "pip", "install", "--quiet", *PACKAGES], capture_output=True)
    return own if has_pandas(own) else None


def has_pandas(python):
    if not pathlib.Path(python).exists(): return False
    done = subprocess.run([python, "-I", "-c", "import pandas; print(pandas.__version__)"], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.startswith("3.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    parser.add_argument("--python", help="an interpreter with pandas 3")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="how many differences are shown")
    given = parser.parse_args()
    # Programs run in a folder of their own.
    given.binary = str(pathlib.Path(given.binary).resolve())
    python = interpreter(given.python)
    if python is None:
        print("frames: skipped, there is no pandas 3")
        return 0
    r = random.Random(given.seed)
    programs = [Program(r) for _ in range(given.count)]
    asked = different = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        if "DRAFT" in os.environ: pathlib.Path(folder, "pandas.py").write_text(pathlib.Path(os.environ["DRAFT"], "pandas.py").read_text())
        for start in range(0, len(programs), 50):
            piece = programs[start:start + 50]
            (theirs, complaint), (ours, said) = answers([python, "-I"], piece, folder), answers([given.binary, "run"], piece, folder)
            if len(theirs) != len(piece): sys.exit(f"pandas ended early:\n{complaint[-1500:]}")
            if len(ours) != len(theirs): print(f"Descent ended early:\n{said[-1500:]}")
            for program, one, other in zip(piece, theirs, ours):
                one, other = parts(one), parts(other)
                for place, part in enumerate(one):
                    if not place: continue
                    asked += 1
                    mine = other[place] if place < len(other) else "(nothing)"
                    if " refused " in mine.split("\n")[0]: refused += 1
                    elif mine != part:
                        different += 1
                        if different <= given.show:
                            number = int(part.split()[0])
                            print("\n".join(program.text[:2]) if different == 0 else program.text[0][:400], program.text[number], "--- pandas", part, "--- Descent", mine, "=" * 40, sep="\n")
            different += abs(len(theirs) - len(ours))
    print(f"{given.count} programs about tables, {asked} answers, {different} otherwise, {refused} refused")
    return 1 if different or refused * 20 > asked else 0


if __name__ == "__main__":
    sys.exit(main())
