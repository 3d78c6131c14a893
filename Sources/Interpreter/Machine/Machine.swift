internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

/// Runs the code of one cell on a workspace, and is what built-ins are given: the workspace, the cell, and whoever is
/// told what happens.
///
/// Registers are one stack of values, and frames lie on the heap: calls between functions of the user's take no native
/// stack. A built-in that calls back runs the machine from within; both depths are limited.
package final class Machine {
    package let workspace: Workspace
    package let table: BuiltinTable
    package let options: InterpreterOptions
    /// What is told once and not again.
    package var told: Set<String>
    /// Where the values come from that earlier cells set.
    package let lineage: Lineage
    /// The cell that runs, also while a function of another cell does.
    package let cellThatRuns: Cell
    package let stack: StackGuard
    package var receive: (Event) -> Void
    /// Whether it explains: nothing that it does may outlast it.
    package var isExplaining = false
    /// Whether a function runs that is differentiated: lists may hold objects that stand for arrays.
    package var isTracing = false

    // MARK: The cell

    /// The names set at the top level by this cell, in order.
    package internal(set) var assigned: [String] = []
    /// Those of them that the running top-level statement set.
    package internal(set) var statementAssigned: [String] = []
    /// What the running top-level statement has to do with random numbers.
    package var randomUse: Lineage.RandomUse = []
    /// Whether the running top-level statement read a clock.
    package var readsClock = false
    let serial: Int
    /// How much of the cell's log has been looked through for names.
    var loggedCount = 0
    /// How many of the files that the cell read belong to earlier statements.
    var seenReads = 0
    /// The number of the top-level statement that runs, among those of the cell; -1 before the first.
    var statementIndex = -1
    /// How many of the cell's recorded answers have been taken, or passed over.
    var answersTaken = 0
    /// Whether it runs still, so that what it did is to be noted.
    var isStatementOpen = false
    /// Its number among all of the workspace's, by which slots know who set them.
    var statementNumber = 0
    /// Whether `quit` was called.
    package var isQuitting = false
    /// What the cell asks of whoever runs it.
    package var request: SessionRequest?
    /// A failure with its own place that a built-in passes on.
    package var pendingFailure: Failure?

    // MARK: Frames and registers

    /// The first of all registers.
    var bottom: UnsafeMutablePointer<Value>
    /// How many registers there are.
    var capacity: Int
    /// The running functions, innermost last.
    var frames: UnsafeMutablePointer<Frame>
    var frameCount = 0
    var frameCapacity: Int
    /// The next instruction of the innermost frame.
    var next: UnsafeMutablePointer<Instruction>?
    /// How many built-ins are running within each other.
    var builtinDepth = 0
    /// What the innermost frame that returned to a built-in gave.
    var returned = Value.none
    /// The exceptions that are being handled, innermost last.
    var handled: [InstanceObject] = []
    /// The exception that was raised last, for the failure that has its number.
    var raised: InstanceObject?
    /// What the iterator returned that ended last, for `yield from`.
    var stopValue: Value?
    /// The key that a dictionary lacked last.
    var missingKey: Value?
    /// How many objects of classes it has made.
    var instanceCount = 0
    /// The objects whose text a method of a class is about to give, so that one which holds itself has an end.
    package var representing: Set<ObjectIdentifier> = []
    /// What takes the place of the output, by its `write`; nil where nothing does.
    package var redirected: Value?
    /// Takes the variables of a frame when it ends.
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

    /// The number of the cell that runs.
    package var runningCell: Int { cellThatRuns.number }

    /// The cell whose source is being carried out: the one that runs, or the one that defined the running function.
    package var cell: Cell { frameCount > 0 ? frames[frameCount - 1].code.cell : cellThatRuns }
}

/// Tells when evaluation has used up the stack it was given, so that deep recursion ends in a diagnostic.
package struct StackGuard {
    private let lowestAddress: UInt

    /// Allows `budget` bytes of stack below the caller's frame.
    init(budget: Int) {
        let address = Self.currentAddress
        lowestAddress = address > UInt(budget) ? address - UInt(budget) : 0
    }

    /// Whether the budget is spent.
    package var isExhausted: Bool { Self.currentAddress < lowestAddress }

    private static var currentAddress: UInt {
        var marker: UInt8 = 0
        return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
