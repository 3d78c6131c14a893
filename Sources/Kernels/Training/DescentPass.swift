internal import CKernels

/// Full-batch gradient descent for `x @ w + b` and the mean squared error, one pass over x an epoch, on all threads.
///
/// The digits are those of the notebook's own expressions in NumPy's order of additions, whatever the threads and the
/// processor; the `Training` module's linear model does the same one operation after the other, and the tests compare them.
public struct DescentPass {
    /// The sizes and the data, which must outlive the value.
    public struct Data {
        /// x, each row's numbers together.
        public var x: UnsafePointer<Double>
        /// The distance from row to row of x, in numbers.
        public var rowStride: Int
        /// y, row after row.
        public var y: UnsafePointer<Double>
        /// The number of rows of x and y.
        public var rows: Int
        /// The number of columns of x.
        public var columns: Int
        /// The number of columns of y.
        public var outputs: Int

        /// Makes a view of memory.
        public init(
            x: UnsafePointer<Double>, rowStride: Int, y: UnsafePointer<Double>, rows: Int, columns: Int, outputs: Int
        ) {
            self.x = x
            self.rowStride = rowStride
            self.y = y
            self.rows = rows
            self.columns = columns
            self.outputs = outputs
        }

        /// Whether there are loops for these sizes: rows and columns above one, or one column and one output.
        public var isCovered: Bool { ck_covers(rows, columns, outputs) }
    }

    /// What an epoch changes and leaves.
    public struct Weights: Sendable, Equatable {
        /// w, columns x outputs, row after row.
        public var w: [Double]
        /// b, one number an output.
        public var b: [Double]

        /// Makes weights.
        public init(w: [Double], b: [Double]) {
            self.w = w
            self.b = b
        }
    }

    /// When to stop and what to tell.
    public struct Plan {
        /// The learning rate.
        public var rate: Double
        /// How many epochs at the most.
        public var epochs: Int
        /// How many epochs the training has run before.
        public var epochsBefore = 0
        /// The loss of the epoch before, if there was one.
        public var lossBefore: Double?
        /// Ends the training when the loss changes by less.
        public var tolerance: Double?
        /// The loss of the training's first epoch, if it ran before.
        public var firstLoss: Double?
        /// Losses above this times the first are not carried out; nor are any that aren't finite.
        public var growthLimit = Double.infinity
        /// Losses of the first epoch and of each multiple of this are told; 0 for none.
        public var reportInterval = 0
        /// How many threads at the most; small data take fewer.
        public var threads = 1

        /// Makes a plan.
        public init(rate: Double, epochs: Int) {
            self.rate = rate
            self.epochs = epochs
        }
    }

    /// Why it ended.
    public enum Ending: Sendable, Equatable {
        /// All epochs were run.
        case finished
        /// The loss changed by less than the tolerance.
        case converged
        /// The next epoch's loss or weights would not be finite or exceed the limit; it was not carried out.
        case unusual
        /// ``Interruption`` was requested; the epoch that ran was abandoned.
        case interrupted
        /// There was no memory; nothing was done.
        case unavailable
    }

    /// What came of it.
    public struct Result {
        /// Why it ended.
        public var ending: Ending
        /// The loss of each finished epoch, before its step.
        public var losses: [Double]
        /// The weights before the last finished epoch's step.
        public var previous: Weights
        /// Of the last finished epoch xᵀ(ŷ - y), and (ŷ - y) / rows summed over the rows.
        public var gradient: Weights
    }

    private final class Reporting {
        let report: (Int, Double, Bool) -> Void
        init(_ report: @escaping (Int, Double, Bool) -> Void) { self.report = report }
    }

    /// Runs epochs.
    ///
    /// - Parameters:
    ///   - weights: changed epoch by epoch.
    ///   - predictions: two times rows x outputs numbers, which take the epochs' `x @ w + b` in turn: the first
    ///     epoch's goes to the first, so that the last finished epoch's is always whole. Without the second, only the
    ///     prediction of the last epoch of the plan is written; without either, none.
    ///   - report: told, on this thread, the number of an epoch (from 1), its loss, and whether it is due by the interval;
    ///     others are told now and then, for whoever shows how far it has come.
    public static func run(
        _ data: Data, _ plan: Plan, weights: inout Weights,
        predictions: (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?),
        report: (Int, Double, Bool) -> Void
    ) -> Result {
        var (previous, gradient) = (weights, weights)
        var ending = CK_UNAVAILABLE
        let losses = withoutActuallyEscaping(report) { report in
            let reporting = Reporting(report)
            return withExtendedLifetime(reporting) {
                [Double](unsafeUninitializedCapacity: max(plan.epochs, 1)) { losses, count in
                    ending = train(
                        data, plan, &weights, &previous, &gradient, predictions, losses.baseAddress,
                        Unmanaged.passUnretained(reporting).toOpaque(), &count)
                }
            }
        }
        return Result(ending: Ending(ending), losses: losses, previous: previous, gradient: gradient)
    }

    private static func train(
        _ data: Data, _ plan: Plan, _ weights: inout Weights, _ previous: inout Weights, _ gradient: inout Weights,
        _ predictions: (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?),
        _ losses: UnsafeMutablePointer<Double>?,
        _ context: UnsafeMutableRawPointer, _ count: inout Int
    ) -> ck_ending {
        var training = ck_training()
        training.x = data.x
        training.x_stride = data.rowStride
        training.y = data.y
        (training.rows, training.columns, training.outputs) = (data.rows, data.columns, data.outputs)
        training.rate = plan.rate
        training.predictions = (predictions.0, predictions.1)
        training.losses = losses
        training.epochs = plan.epochs
        training.loss_before = plan.lossBefore ?? .nan
        training.tolerance = plan.tolerance ?? -1
        training.first_loss = plan.firstLoss ?? .nan
        training.growth_limit = plan.growthLimit
        training.threads = CInt(clamping: plan.threads)
        training.is_stopped = { Interruption.isRequested }
        training.report = { context, number, loss, isDue in
            guard let context else { return }
            Unmanaged<Reporting>.fromOpaque(context).takeUnretainedValue().report(number, loss, isDue)
        }
        training.context = context
        training.epochs_before = plan.epochsBefore
        training.report_interval = plan.reportInterval
        return weights.withPointers { w, b in
            previous.withPointers { previousW, previousB in
                gradient.withPointers { gradientW, gradientB in
                    (training.w, training.b) = (w, b)
                    (training.previous_w, training.previous_b) = (previousW, previousB)
                    (training.gradient, training.bias_gradient) = (gradientW, gradientB)
                    return ck_train(&training, &count)
                }
            }
        }
    }
}

extension DescentPass.Weights {
    fileprivate mutating func withPointers<Result>(
        _ body: (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?) -> Result
    ) -> Result {
        w.withUnsafeMutableBufferPointer { w in
            b.withUnsafeMutableBufferPointer { b in body(w.baseAddress, b.baseAddress) }
        }
    }
}

extension DescentPass.Ending {
    fileprivate init(_ ending: ck_ending) {
        switch ending {
        case CK_FINISHED: self = .finished
        case CK_CONVERGED: self = .converged
        case CK_UNUSUAL: self = .unusual
        case CK_STOPPED: self = .interrupted
        default: self = .unavailable
        }
    }
}

/// The products of all columns with each other.
public enum GramMatrix {
    /// ZᵀZ for Z = [x 1 y], (columns + 1 + outputs) squared, row after row, in one pass over the rows on all threads. The
    /// order of additions is its own, the same on any number of threads; nil if there is no memory for it. Unfinished when
    /// ``Interruption`` is requested.
    public static func make(_ data: DescentPass.Data, threads: Int) -> [Double]? {
        let size = data.columns + 1 + data.outputs
        var isThere = false
        let gram = [Double](unsafeUninitializedCapacity: size * size) { gram, count in
            isThere = ck_gram(
                data.x, data.rowStride, data.rows, data.columns, data.y, data.outputs, gram.baseAddress,
                CInt(clamping: threads), { Interruption.isRequested })
            count = isThere ? size * size : 0
        }
        return isThere ? gram : nil
    }
}
