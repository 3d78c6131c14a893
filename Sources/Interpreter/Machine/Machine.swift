internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

/// Runs the code of one cell on a workspace. Built-ins receive it for access to the workspace, the cell and the event
/// handler.
///
/// Registers form one stack of values, and frames are on the heap, so calls between user-defined functions take no
/// native stack. A built-in that calls back runs the machine recursively; both depths are limited.
package final class Machine {
    package let workspace: Workspace
    package let table: BuiltinTable
    package let options: InterpreterOptions
    /// The keys of the notes already shown.
    package var told: Set<String>
    /// The provenance of values that earlier cells set.
    package let lineage: Lineage
    /// The cell being run, even while a function of another cell runs.
    package let cellThatRuns: Cell
    package let stack: StackGuard
    package var receive: (Event) -> Void
    /// Whether it runs an explanation, which must have no lasting effects.
    package var isExplaining = false
    /// Whether a function under differentiation runs, so that lists may contain array-like objects.
    package var isTracing = false

    // MARK: The cell

    /// The names set at the top level by this cell, in order.
    package internal(set) var assigned: [String] = []
    /// Those of them that the current top-level statement set.
    package internal(set) var statementAssigned: [String] = []
    /// How the current top-level statement uses random numbers.
    package var randomUse: Lineage.RandomUse = []
    /// Whether the current top-level statement read a clock.
    package var readsClock = false
    let serial: Int
    /// The number of log entries already searched for names.
    var loggedCount = 0
    /// The number of files read by earlier statements of the cell.
    var seenReads = 0
    /// The index of the current top-level statement; -1 before the first.
    var statementIndex = -1
    /// The number of the cell's recorded answers taken or skipped so far.
    var answersTaken = 0
    /// Whether the statement is still running, so that its effects are not yet recorded.
    var isStatementOpen = false
    /// The workspace-wide number of the statement, by which slots know which statement set them.
    var statementNumber = 0
    /// Whether `quit` was called.
    package var isQuitting = false
    /// The cell's request to the session.
    package var request: SessionRequest?
    /// A failure with its own location that a built-in passes on.
    package var pendingFailure: Failure?

    // MARK: Frames and registers

    /// The first of all registers.
    var bottom: UnsafeMutablePointer<Value>
    /// The number of registers allocated.
    var capacity: Int
    /// The frames, innermost last.
    var frames: UnsafeMutablePointer<Frame>
    var frameCount = 0
    var frameCapacity: Int
    /// The next instruction of the innermost frame.
    var next: UnsafeMutablePointer<Instruction>?
    /// Small arrays that may be used again.
    let spares = SpareArrays()
    /// The nesting depth of running built-ins.
    var builtinDepth = 0
    /// The value of the innermost frame that returned to a built-in.
    var returned = Value.none
    /// The exceptions that are being handled, innermost last.
    var handled: [InstanceObject] = []
    /// The last exception raised, for the failure with its number.
    var raised: InstanceObject?
    /// The return value of the iterator that ended last, for `yield from`.
    var stopValue: Value?
    /// The last key that a dictionary lacked.
    var missingKey: Value?
    /// The number of objects it has made.
    var instanceCount = 0
    /// The objects being converted to text by user-defined methods, so that an object containing itself ends the
    /// recursion.
    package var representing: Set<ObjectIdentifier> = []
    /// The object whose `write` receives the output; nil for the normal output.
    package var redirected: Value?
    /// Reads the variables of a frame before it ends.
    var leaving: ((Machine) -> Void)?

    init(
        workspace: Workspace, cell: Cell, table: BuiltinTable, options: InterpreterOptions, told: Set<String>,
        lineage: Lineage, receive: @escaping (Event) -> Void
    ) {
        self.workspace = workspace
        self.cellThatRuns = cell
        self.table = table
        self.options = options
        self.told = told
        self.lineage = lineage
        self.serial = lineage.begin()
        self.stack = StackGuard(budget: options.stackBudget)
        self.receive = receive
        (capacity, frameCapacity) = (512, 16)
        bottom = .allocate(capacity: capacity)
        bottom.initialize(repeating: .unset, count: capacity)
        frames = .allocate(capacity: frameCapacity)
    }

    deinit {
        bottom.deinitialize(count: capacity)
        bottom.deallocate()
        frames.deallocate()
    }

    /// The number of the running cell.
    package var runningCell: Int { cellThatRuns.number }

    /// The cell whose source is being executed: the running one, or the one that defined the running function.
    package var cell: Cell { frameCount > 0 ? frames[frameCount - 1].code.cell : cellThatRuns }
}

/// Detects when evaluation has used up its share of the stack, so that deep recursion ends with an error.
package struct StackGuard {
    private let lowestAddress: UInt

    /// Allows `budget` bytes of stack below the caller's frame.
    init(budget: Int) {
        let address = Self.currentAddress
        lowestAddress = address > UInt(budget) ? address - UInt(budget) : 0
    }

    /// Whether the budget is used up.
    package var isExhausted: Bool { Self.currentAddress < lowestAddress }

    private static var currentAddress: UInt {
        var marker: UInt8 = 0
        return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
