internal import PythonModules

extension PythonCode {
    /// The functions over gradients, from the module that Descent itself runs, in a function that hides other names.
    static var gradients: String {
        let source = python_module_source("_gradients").map { String(cString: $0) } ?? ""
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0 != "import numpy as np" }
            .map { $0.isEmpty ? "" : "    " + $0 }
        return learningHead + lines.joined(separator: "\n") + "\n" + trainModel + "\n    return locals()\n\n\n"
            + learningTail
    }

    private static let learningHead = #"""
        def learning_functions():
            """Gradients by reverse accumulation, and the training of any model, as Descent has them."""
            array, asarray = np.array, np.asarray

            def _tracing(on):
                # np.array of a list of values that are differentiated is one too.
                before = np.array is not array
                np.array, np.asarray = (_array_of_any, _asarray_of_any) if on else (array, asarray)
                return before

            def _has_variables(items):
                return type(items) is Variable or type(items) in (list, tuple) and any(map(_has_variables, items))

            def _array_of_any(items, *args, **options):
                return _built(items) if _has_variables(items) else array(items, *args, **options)

            def _asarray_of_any(items, *args, **options):
                return _unchanged(items) if _has_variables(items) else asarray(items, *args, **options)

            def _note(words):
                print('note: ' + words, file=sys.stderr)


        """#

    private static let trainModel = #"""

            def train_model(epochs, x, y, parameters, label, loss, lr, forward=None, every=None, tol=None, **options):
                """Trains a model: its last prediction, its parameters, and the losses."""
                asked = dict.fromkeys('batch patience decay clip holdout x_val y_val'.split())
                asked.update(optimizer='sgd')
                asked.update(options)
                model = Model(forward, loss, x, y, lr, asked)
                state = start = model.begin(parameters)
                every = max(1, -(-epochs // 10)) if every is None else every
                losses, prediction, told, diverged = [], None, 0, False

                def tell():
                    rest = '' if losses[-1][1] is None else f' validation {losses[-1][1]!r}'
                    print(f'Epoch  {len(losses)}  : {label} {losses[-1][0]!r}{rest}')
                    return len(losses)

                while len(losses) < epochs:
                    next_state, value, held, next_prediction = model.advance(state)
                    losses.append((value, held))
                    first = losses[0][0]
                    diverged = not np.isfinite(value) or first > 0 and value > first * 1e12
                    if diverged:
                        break
                    state, prediction, count = next_state, next_prediction, len(losses)
                    if every and (count == 1 or count % every == 0 or count == epochs):
                        told = tell()
                    if tol is not None and count > 1 and abs(losses[-2][0] - value) < tol or model.ended(state):
                        break
                if losses and every and told != len(losses):
                    tell()
                kept = model.kept(start if diverged else state)
                if prediction is None or asked['batch'] or asked['patience'] or asked['holdout']:
                    prediction = model.predicted(np.asarray(x), kept)
                rows = losses if any(held is not None for _, held in losses) else [value for value, _ in losses]
                return (prediction, *kept, np.array(rows, dtype=float))

        """#

    /// The names under which the functions are called.
    private static let learningTail = #"""
        learning_functions = learning_functions()
        globals().update({name: learning_functions[name] for name in learning_functions['_WORDS']})


        def predict(x, params=None):
            """What the model gives for rows of data."""
            own = globals().get('forward')
            if own is None:
                return x @ globals()['w'] + globals()['b']
            code, given = own.__code__, len(own.__defaults__ or ())
            names = params.replace(',', ' ').split() if params else code.co_varnames[1:code.co_argcount - given]
            return own(x, *[globals()[name] for name in names])
        """#
}
