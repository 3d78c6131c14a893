internal import Interpreter
internal import Syntax

/// The code at the head of an export that runs on Dask arrays, chunked by rows.
enum DaskCode {
    /// The imports, the cluster, and functions that convert values to and from Dask's arrays.
    static let head = #"""
        # Set DASK_SCHEDULER_ADDRESS to name a cluster (or Dask's own setting scheduler-address); this process computes
        # otherwise. What has a row for each row of the data lies there in blocks of rows.
        import builtins
        import math

        import dask
        import dask.array as da
        from dask.distributed import Client, wait

        client = Client() if dask.config.get("scheduler-address", None) else Client(processes=False)


        def rows(value, megabytes=128):
            """An array on the cluster: a block of rows for each worker, or more of at most so many megabytes."""
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            size = max(1, value.nbytes // max(1, len(value)))
            block = max(1, min(math.ceil(len(value) / workers), megabytes * 2**20 // size))
            return da.from_array(value, chunks=(block, *[-1] * (value.ndim - 1))).persist()


        def settled(value):
            """A value, or a tuple of them: arrays of several blocks stay on the cluster, others are fetched at once."""
            values = value if isinstance(value, tuple) else (value,)
            large = [isinstance(each, da.Array) and each.ndim > 0 and each.numblocks[0] > 1 for each in values]
            fetched = iter(dask.compute(*(each for each, stays in zip(values, large) if not stays)))
            values = tuple(each.persist() if stays else next(fetched) for each, stays in zip(values, large))
            return values if isinstance(value, tuple) else values[0]


        def print(*values, **options):
            """Print values, those on the cluster too."""
            builtins.print(*dask.compute(*values), **options)
        """#

    static func source(of helper: PythonHelper) -> String? {
        switch helper {
        case .forward: forward
        case .loss: loss
        case .backward: backward
        case .train: train
        case .load:
            PythonCode.load.replacing("np.load(path)", by: "np.load(path, mmap_mode=\"r\")")
                .replacing(".astype({\"f\": float, \"i\": int, \"u\": int, \"b\": bool}[value.dtype.kind])", by: "")
        case .travel: PythonCode.travel.replacing("array_types = np.ndarray,", by: "array_types = np.ndarray, da.Array")
        default: nil
        }
    }

    private static let forward = #"""
        def forward(x, w, b):
            """The prediction of the linear model, block by block where x is in blocks."""
            return x @ w + b
        """#

    private static let loss = #"""
        def loss(y, y_hat):
            """The mean squared error."""
            return settled(np.mean((y - y_hat) ** 2))
        """#

    private static let backward = #"""
        def backward(y, y_hat, w, b, x, lr):
            """w and b after one step down the gradient: of each block x.T @ residual, then the sums of these."""
            residual = y_hat - y
            w_gradient, b_gradient = dask.compute(x.T @ residual, np.sum(residual, axis=0, keepdims=True))
            return w - lr * w_gradient / len(x), b - lr * b_gradient / len(x)
        """#

    private static let train = #"""
        def epoch_sums(x, y, w, b):
            """What an epoch needs of a block: its squared errors, x.T @ residual, and the residual, each summed."""
            residual = x @ w + b - y
            return np.sum(residual**2), x.T @ residual, np.sum(residual, axis=0, keepdims=True)


        def train(epochs, x, y, w, b, lr=0.01, every=None, tol=None, y_hat=None, forward=None, loss=None,
                  backward=None):
            """Run epochs of gradient descent; give y_hat, w, b and the loss of each epoch.

            Where it diverges, y_hat, w and b are what they were. No array that is handed in is written to.
            """
            every = max(1, -(-epochs // 10)) if every is None else every
            before, losses = (y_hat, w, b), []
            is_built_in = forward is None and loss is None and backward is None
            forward, loss, backward = (own or known for own, known in zip((forward, loss, backward), built_in))
            x, y = (value if isinstance(value, da.Array) else rows(value) for value in (x, y))
            y = y.rechunk({0: x.chunks[0]})
            w, b = np.array(w), np.array(b)
            wait([x, y])
            blocks = list(zip(x.to_delayed().ravel(), y.to_delayed().ravel()))
            block_sums = dask.delayed(epoch_sums, pure=False)
            for epoch in range(1, epochs + 1):
                last = w, b
                if is_built_in:
                    sums = dask.compute(*[block_sums(x_block, y_block, w, b) for x_block, y_block in blocks])
                    squares, w_gradient, b_gradient = (sum(parts) for parts in zip(*sums))
                    losses.append(float(squares / y.size))
                else:
                    y_hat = settled(forward(x, w, b))
                    losses.append(float(settled(loss(y, y_hat))))
                diverges = not np.isfinite(losses[-1]) or losses[-1] > 1e12 * losses[0] > 0
                if diverges:
                    pass
                elif is_built_in:
                    w, b = w - lr * w_gradient / len(x), b - lr * b_gradient / len(x)
                else:
                    w, b = settled(backward(y, y_hat, w, b, x, lr))
                ends = diverges or tol is not None and epoch > 1 and abs(losses[-2] - losses[-1]) < tol
                if every and (epoch == 1 or epoch % every == 0 or epoch == epochs or ends):
                    print("Epoch ", epoch, " : MSE Loss", losses[-1])
                if ends:
                    break
            if not losses or diverges:
                y_hat, w, b = before
            elif is_built_in:
                y_hat = settled(forward(x, *last))
            return y_hat, w, b, np.array(losses)


        built_in = forward, loss, backward
        """#

    // MARK: - Tensors with a row for each row of the data

    /// The names of tensors that are as long as the x of `forward`, `step` and `train`, except their weights.
    static func rowNames(in blocks: [Block], _ facts: ReplayFacts, _ table: BuiltinTable) -> Set<String> {
        var data: Set<String> = ["x"]
        var weights: Set<String> = ["w", "b"]
        for block in blocks {
            for called in block.compactMap(\.called) where called.receiver == nil {
                guard case .builtin(let entry)? = table.meaning(of: called.name) else { continue }
                if entry.python == .forward, case .positional(let first)? = called.arguments.first,
                    case .name(let own) = first.kind
                {
                    data.insert(own)
                }
                guard entry.traits.contains(.trains) else { continue }
                for case .keyword(let parameter, let value, _) in called.arguments {
                    guard case .name(let own) = value.kind else { continue }
                    if parameter == "x" { data.insert(own) }
                    if parameter == "w" || parameter == "b" { weights.insert(own) }
                }
            }
        }
        let lengths = data.compactMap { facts.rows[$0] }.reduce(into: Set<Int>()) { $0.formUnion($1) }
        guard !lengths.isEmpty else { return [] }
        return Set(
            facts.rows.filter { lengths.isSuperset(of: $0.value) && facts.arrays.contains($0.key) }.map(\.key)
        ).subtracting(weights).subtracting(["losses"])
    }
}

extension PythonRewriter {
    /// On Dask: distributes values as long as the data over the cluster, and fetches small ones.
    mutating func settle(_ targets: [Expression], _ value: Expression) {
        guard context.engine == .dask, !scopes.isNested else { return }
        let needsOwn = value.isTuple && !isParenthesised(value.range)
        if touchesRows(value) {
            edits.wrap(value.range, in: needsOwn ? "settled((" : "settled(", needsOwn ? "))" : ")")
        } else if targets.flatMap(\.targetNames).contains(where: context.rowNames.contains), targets.count == 1,
            case .name? = targets.first?.kind
        {
            edits.wrap(value.range, in: "rows(", ")")
        }
    }

    /// On Dask: fetches a value where an array on the cluster isn't allowed.
    mutating func fetch(_ value: Expression) {
        guard context.engine == .dask, !scopes.isNested, touchesRows(value) else { return }
        edits.wrap(value.range, in: "settled(", ")")
    }

    /// Whether the value of an expression may be, or contain, an array on the cluster.
    private func touchesRows(_ value: Expression) -> Bool {
        var touches = false
        value.forEachExpression { inner in
            switch inner.kind {
            case .name(let name) where !scopes.isLocal(name): touches = touches || context.rowNames.contains(name)
            case .call(let function, _):
                if case .name(let name) = function.kind, context.facts.functions.contains(name) { touches = true }
            default: break
            }
        }
        return touches
    }
}

extension String {
    fileprivate func replacing(_ part: String, by text: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
