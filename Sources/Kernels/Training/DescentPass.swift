internal import CKernels

/// Full-batch gradient descent for `x @ w + b` and the mean squared error, with one pass over x per epoch, on all
/// threads.
///
/// The digits are those of the notebook's expressions in NumPy's order of additions, independent of threads and
/// processor. The `Training` module's linear model computes the same one operation at a time, and the tests compare
/// the two.
public struct DescentPass {
    /// The sizes and the data; the memory must outlive the value.
    public struct Data {
        /// x, rows × columns, with contiguous rows.
        public var x: UnsafePointer<Double>
        /// The distance between rows of x, in numbers.
        public var rowStride: Int
        /// y, rows × outputs, row-major without gaps.
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

        /// Whether the kernel supports these sizes: more than one row, and more than one column or one column and one
        /// output.
        public var isCovered: Bool { ck_covers(rows, columns, outputs) }
    }

    /// The parameters of the model.
    public struct Weights: Sendable, Equatable {
        /// w, columns × outputs, row-major.
        public var w: [Double]
        /// b, one number per output.
        public var b: [Double]

        /// Makes weights.
        public init(w: [Double], b: [Double]) {
            self.w = w
            self.b = b
        }
    }

    /// When to stop and what to report.
    public struct Plan {
        /// The learning rate.
        public var rate: Double
        /// The most epochs to run.
        public var epochs: Int
        /// The number of epochs the training has already run.
        public var epochsBefore = 0
        /// The loss of the previous epoch, if there was one.
        public var lossBefore: Double?
        /// Ends the training when the loss changes by less than this.
        public var tolerance: Double?
        /// The loss of the training's first epoch, if it has already run.
        public var firstLoss: Double?
        /// An epoch whose loss exceeds this times the first one, or isn't finite, is not carried out.
        public var growthLimit = Double.infinity
        /// The loss is reported in the first epoch and every multiple of this; 0 for never.
        public var reportInterval = 0
        /// The most threads; small data use fewer.
        public var threads = 1

        /// Makes a plan.
        public init(rate: Double, epochs: Int) {
            self.rate = rate
            self.epochs = epochs
        }
    }

    /// Why the run ended.
    public enum Ending: Sendable, Equatable {
        /// All epochs were run.
        case finished
        /// The loss changed by less than the tolerance.
        case converged
        /// The next epoch's loss or weights would exceed the limit or not be finite; it was not carried out.
        case unusual
        /// ``Interruption`` was requested; the running epoch was abandoned.
        case interrupted
        /// Out of memory; nothing was done.
        case unavailable
    }

    /// The outcome of a run.
    public struct Result {
        /// Why the run ended.
        public var ending: Ending
        /// The loss of each finished epoch, before its step.
        public var losses: [Double]
        /// The weights before the last finished epoch's step.
        public var previous: Weights
        /// For the last finished epoch, xᵀ(ŷ - y) and the sum of (ŷ - y) / rows over the rows.
        public var gradient: Weights
    }

    private final class Reporting {
        let report: (Int, Double, Bool) -> Void
        init(_ report: @escaping (Int, Double, Bool) -> Void) { self.report = report }
    }

    /// Runs epochs.
    ///
    /// - Parameters:
    ///   - weights: updated epoch by epoch.
    ///   - predictions: two buffers of rows × outputs numbers that alternately receive the epochs' `x @ w + b`: the
    ///     first epoch writes the first one, so that the last finished epoch's prediction is always complete. Without
    ///     the second, only the prediction of the plan's last epoch is written; without either, none.
    ///   - report: called on this thread with an epoch's number (from 1), its loss, and whether it is due by the
    ///     interval; epochs that aren't due are reported now and then for a progress display.
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

/// The products of all pairs of columns.
public enum GramMatrix {
    /// ZᵀZ for Z = [x 1 y], a row-major square matrix of columns + 1 + outputs, in one pass over the rows on all
    /// threads. Its own order of additions is the same for any number of threads. nil if memory runs out; incomplete
    /// when ``Interruption`` is requested.
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
