import Dispatch
import Foundation
import Platform
import Synchronization
import Testing

@testable import LineEditing

/// What the person at the terminal does next.
enum Step: Sendable {
    /// Waits until the screen shows the text somewhere.
    case sees(String)
    /// Presses keys, once the editor has the terminal.
    case types(String)
    /// The same with bytes that are no text.
    case bytes([UInt8])
    /// Makes the window another width.
    case resizes(columns: Int)
    /// Lets time pass, as between keys that belong to no sequence.
    case waits(TimeInterval)
    /// Sends the reading thread a signal, again and again until the read is over.
    case signals(CInt)
}

/// What a conversation at a terminal left behind.
struct Conversation<Result> {
    var result: Result
    var screen: Screen
    /// All that was written to the terminal, escape sequences too.
    var output: String
    /// Whether the terminal has its first mode again.
    var isRestored: Bool
}

/// Runs `body` with an editor on a new pseudo-terminal, and takes the steps at its other end.
func converse<Result>(
    columns: Int = 40, rows: Int = 24, settings: String = "", terminalName: String? = "xterm", _ steps: [Step],
    _ body: (inout LineEditor) throws -> Result
) throws -> Conversation<Result> {
    if let terminalName { setenv("TERM", terminalName, 1) } else { unsetenv("TERM") }
    setenv("LC_ALL", "C.UTF-8", 1)
    let settingsFile = FileManager.default.temporaryDirectory.appendingPathComponent("editrc-\(UUID().uuidString)")
    try settings.write(to: settingsFile, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: settingsFile) }
    setenv("EDITRC", settingsFile.path, 1)

    var controller: CInt = -1
    var terminal: CInt = -1
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&controller, &terminal, nil, nil, &size) == 0)
    let input = try #require(fdopen(terminal, "r"))
    let output = try #require(fdopen(dup(terminal), "w"))
    defer {
        fclose(input)
        fclose(output)
        close(controller)
    }
    let before = try mode(of: terminal)

    // The threads that tests run on block signals.
    var following = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&following)
    for number in [SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT] { sigaddset(&following, number) }
    pthread_sigmask(SIG_UNBLOCK, &following, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    let reader = Reader(thread: pthread_self())
    let expectsEditing = terminalName == "xterm"
    let person = Person(controller: controller, columns: columns, steps: steps, expectsEditing: expectsEditing) {
        reader.send($0)
    }
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        person.act()
        isDone.signal()
    }
    let result: Swift.Result<Result, any Error>
    do {
        var editor = try LineEditor(programName: "descent", input: input, output: output)
        result = try .success(body(&editor))
    } catch {
        result = .failure(error)
    }
    person.finish()
    isDone.wait()

    #expect(person.complaint == nil)
    let after = try mode(of: terminal)
    return Conversation(
        result: try result.get(), screen: person.screen, output: person.output, isRestored: before == after)
}

/// The thread that reads lines. It outlives the use of this value, since it waits for the thread that has it.
private struct Reader: @unchecked Sendable {
    let thread: pthread_t

    func send(_ signal: CInt) {
        pthread_kill(thread, signal)
    }
}

/// The flags of a terminal, for comparison.
private func mode(of terminal: CInt) throws -> [tcflag_t] {
    var settings = termios()
    try #require(tcgetattr(terminal, &settings) == 0)
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
}

/// The person at the terminal: a thread that reads what is drawn and presses the keys.
final class Person: Sendable {
    private struct Seen {
        var screen: Screen
        var output: [UInt8] = []
        var complaint: String?
        var isFinished = false
    }

    private let controller: CInt
    private let steps: [Step]
    /// Whether the terminal will be in the mode for editing before keys are pressed.
    private let expectsEditing: Bool
    private let signalReader: @Sendable (CInt) -> Void
    private let seen: Mutex<Seen>

    /// How long to wait for a step before the test fails.
    private static let patience: TimeInterval = 10

    init(
        controller: CInt, columns: Int, steps: [Step], expectsEditing: Bool,
        signalReader: @escaping @Sendable (CInt) -> Void
    ) {
        self.controller = controller
        self.steps = steps
        self.expectsEditing = expectsEditing
        self.signalReader = signalReader
        seen = Mutex(Seen(screen: Screen(columns: columns)))
    }

    var screen: Screen { seen.withLock { $0.screen } }
    var output: String { seen.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var complaint: String? { seen.withLock { $0.complaint } }
    private var isFinished: Bool { seen.withLock { $0.isFinished } }

    /// Says that the editor has gone, so that only what it wrote is left to read.
    func finish() {
        seen.withLock { $0.isFinished = true }
    }

    func act() {
        var remaining = steps[...]
        var deadline = Date().addingTimeInterval(Self.patience)
        while !isFinished {
            look(waiting: 2)
            if let step = remaining.first, take(step) {
                remaining.removeFirst()
                deadline = Date().addingTimeInterval(Self.patience)
            }
            if Date() > deadline {
                let shown = screen.text
                seen.withLock { $0.complaint = "waited in vain at \(remaining.first.debugDescription), saw:\n\(shown)" }
                hangUp()
                break
            }
        }
        while look(waiting: 0) {}
    }

    /// Ends a conversation that is stuck: Ctrl-C and Ctrl-D until the editor has gone.
    private func hangUp() {
        while !isFinished {
            press("\u{3}\u{4}")
            look(waiting: 20)
        }
    }

    /// Reads what has been drawn; gives false when there was nothing.
    @discardableResult
    private func look(waiting milliseconds: CInt) -> Bool {
        var descriptor = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        seen.withLock {
            $0.output += buffer[..<count]
            $0.screen.feed(buffer[..<count])
        }
        return true
    }

    private func take(_ step: Step) -> Bool {
        switch step {
        case .sees(let text):
            return screen.text.contains(text)
        case .types(let keys):
            guard editorHasTerminal else { return false }
            press(keys)
            return true
        case .bytes(let bytes):
            guard editorHasTerminal else { return false }
            press(bytes)
            return true
        case .resizes(let columns):
            guard editorHasTerminal else { return false }
            var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
            _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
            seen.withLock { $0.screen.resize(columns: columns) }
            signalReader(SIGWINCH)
            return true
        case .waits(let time):
            Thread.sleep(forTimeInterval: time)
            return true
        case .signals(let number):
            guard editorHasTerminal else { return false }
            signalReader(number)
            return false
        }
    }

    private func press(_ keys: String) { press(Array(keys.utf8)) }

    private func press(_ keys: [UInt8]) {
        var bytes = keys[...]
        while !bytes.isEmpty {
            // A terminal takes only so much before the program has read it.
            let count = bytes.prefix(1024).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
            while look(waiting: 0) {}
        }
    }

    /// Keys pressed before the editor has set the terminal's mode would be the terminal's own to interpret.
    private var editorHasTerminal: Bool {
        var settings = termios()
        return !expectsEditing || tcgetattr(controller, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) == 0
    }
}
