internal import Platform
internal import Rendering

/// Leafs through a text that is longer than the screen, as `less -FRX` does: on the screen itself, which keeps what was
/// shown last.
struct ScreenPager: ~Copyable {
    private let text: Markup
    private let scheme: ColorScheme
    private var rows: [PagedRow] = []
    private var screen: (rows: Int, columns: Int)
    /// The first row that is shown.
    private var top = 0
    private var pattern = ""
    private let keys = PagerKeys()
    private var output = OutputStream(STDOUT_FILENO)

    /// What a key asks for.
    enum Command: Equatable {
        case rows(Int), pages(Double), start, end, leave, search, next, previous, nothing
    }

    init(_ text: Markup, _ scheme: ColorScheme, screen: (rows: Int, columns: Int)) {
        (self.text, self.scheme, self.screen) = (text, scheme, screen)
        rows = PagedRow.rows(of: text, columns: screen.columns)
    }

    /// Whether a text has more rows than fit a screen.
    static func isNeeded(for text: Markup, rows: Int, columns: Int) -> Bool {
        rows >= leastRows && PagedRow.rows(of: text, columns: columns).count >= rows
    }

    /// On a screen lower than this there is nothing to leaf through.
    private static let leastRows = 4

    /// Shows the text, and follows the keys until it is left.
    ///
    /// - Parameter startsAtEnd: whether its last rows are shown first.
    mutating func show(startsAtEnd: Bool) {
        guard let terminal = RawTerminal(STDIN_FILENO) else { return write(rows.map { $0.rendered(scheme) }) }
        defer { terminal.restore() }
        // Keys that are there already are for the prompt.
        if PagerKeys.isReady(milliseconds: 0) { return write(rows.map { $0.rendered(scheme) }) }
        top = startsAtEnd ? lastTop : 0
        write(shownRows)
        while true {
            showStatus()
            let command = keys.next()
            follow()
            output.write("\r\u{1B}[K")
            if command == .leave || isForward(command) && top >= lastTop { break }
            carryOut(command)
        }
        output.flush()
    }

    private var height: Int { max(1, screen.rows - 1) }
    private var lastTop: Int { max(0, rows.count - height) }
    private var shownRows: [String] {
        rows[top..<min(top + height, rows.count)].map { $0.rendered(scheme, marking: pattern) }
    }

    /// At the end whoever goes on has read it.
    private func isForward(_ command: Command) -> Bool {
        switch command {
        case .rows(let count): count > 0
        case .pages(let count): count > 0
        default: false
        }
    }

    private mutating func carryOut(_ command: Command) {
        switch command {
        case .rows(let count): go(to: top + count)
        case .pages(let count): go(to: top + Int(Double(height) * count))
        case .start: go(to: 0)
        case .end: go(to: lastTop)
        case .search:
            guard let words = keys.readLine(behind: "/", &output) else { return }
            if !words.isEmpty { pattern = words }
            find(from: top, step: 1)
        case .next: find(from: top + 1, step: 1)
        case .previous: find(from: top - 1, step: -1)
        case .leave, .nothing: break
        }
    }

    /// Shows the text from another row on; further down the rows that are new are enough.
    private mutating func go(to place: Int) {
        let new = min(max(place, 0), lastTop)
        let (old, count) = (top, new - top)
        top = new
        if count > 0, count < height {
            write(rows[old + height..<new + height].map { $0.rendered(scheme, marking: pattern) })
        } else if count != 0 {
            showAgain()
        }
    }

    /// Draws over the rows that are shown.
    private mutating func showAgain() {
        output.write("\r\u{1B}[\(height)A\u{1B}[J")
        write(shownRows)
    }

    /// Goes to the next row that holds the pattern, if there is one, and marks it wherever it stands.
    private mutating func find(from start: Int, step: Int) {
        guard !pattern.isEmpty else { return }
        var place = start
        while rows.indices.contains(place), !rows[place].holds(pattern) { place += step }
        if rows.indices.contains(place) { top = min(place, lastTop) }
        showAgain()
    }

    private mutating func write(_ lines: [String]) {
        for line in lines { output.write(line + "\r\n") }
        output.flush()
    }

    private mutating func showStatus() {
        let last = min(top + height, rows.count)
        let place = last == rows.count ? "the end" : "\(last) of \(rows.count)"
        let words = " \(place)  space goes on  b back  / searches  q leaves "
        let shown = words.count < screen.columns ? words : " \(place)  q leaves "
        output.write("\u{1B}[7m\(shown.prefix(max(1, screen.columns - 1)))\u{1B}[0m")
        output.flush()
    }

    /// Follows the window's new size.
    private mutating func follow() {
        let new = (Terminal.rows, Terminal.columns)
        guard new != screen else { return }
        let place = rows.isEmpty ? 0 : Double(top) / Double(rows.count)
        if new.1 != screen.columns { rows = PagedRow.rows(of: text, columns: new.1) }
        screen = new
        top = min(Int(place * Double(rows.count)), lastTop)
        output.write("\u{1B}[2J\u{1B}[H")
        write(shownRows)
    }
}

/// A row of a text on the screen.
struct PagedRow {
    private(set) var markup: Markup

    /// The rows of a text: lines that are too long go on in the next one.
    static func rows(of text: Markup, columns: Int) -> [PagedRow] {
        var lines = text.lines
        if lines.last?.spans.isEmpty == true { lines.removeLast() }
        return lines.flatMap { line in
            line.displayWidth <= columns
                ? [PagedRow(markup: line)] : line.pieces(columns: columns).map { PagedRow(markup: $0) }
        }
    }

    func rendered(_ scheme: ColorScheme, marking pattern: String = "") -> String {
        guard !pattern.isEmpty, holds(pattern) else { return markup.rendered(with: scheme) }
        let (plain, wanted) = (Array(Markup.escaped(markup.plain)), Array(pattern.lowercased()))
        let folded = plain.map { Character($0.lowercased().first.map(String.init) ?? " ") }
        var (text, place) = ("", 0)
        while place < plain.count {
            if place + wanted.count <= plain.count, folded[place..<place + wanted.count].elementsEqual(wanted) {
                text += "\u{1B}[7m" + String(plain[place..<place + wanted.count]) + "\u{1B}[0m"
                place += wanted.count
            } else {
                text.append(plain[place])
                place += 1
            }
        }
        return text
    }

    /// Whether it holds a text, in letters of either case.
    func holds(_ pattern: String) -> Bool {
        markup.plain.lowercased().ranges(of: pattern.lowercased()).first != nil
    }
}

/// The keys of a pager.
struct PagerKeys {
    /// The next key's meaning; whoever is gone has left.
    func next() -> ScreenPager.Command {
        guard let byte = Self.byte() else { return .leave }
        switch byte {
        case UInt8(ascii: "q"), UInt8(ascii: "Q"), 3, 4: return .leave
        case UInt8(ascii: " "), UInt8(ascii: "f"), 6, 0x16: return .pages(1)
        case UInt8(ascii: "d"): return .pages(0.5)
        case UInt8(ascii: "b"), 2: return .pages(-1)
        case UInt8(ascii: "u"): return .pages(-0.5)
        case 13, 10, UInt8(ascii: "j"), UInt8(ascii: "e"), 14: return .rows(1)
        case UInt8(ascii: "k"), UInt8(ascii: "y"), 16: return .rows(-1)
        case UInt8(ascii: "g"), UInt8(ascii: "<"): return .start
        case UInt8(ascii: "G"), UInt8(ascii: ">"): return .end
        case UInt8(ascii: "/"): return .search
        case UInt8(ascii: "n"): return .next
        case UInt8(ascii: "N"): return .previous
        case 0x1B: return sequence()
        default: return .nothing
        }
    }

    /// What a key's sequence means; Escape by itself means nothing.
    private func sequence() -> ScreenPager.Command {
        var name = ""
        while name.utf8.count < 8, Self.isReady(), let byte = Self.byte() {
            name += String(Character(Unicode.Scalar(byte)))
            if name.utf8.count > 1, byte >= 0x40 { break }
        }
        return switch name {
        case "[A", "OA": .rows(-1)
        case "[B", "OB": .rows(1)
        case "[5~": .pages(-1)
        case "[6~": .pages(1)
        case "[H", "OH", "[1~", "[7~": .start
        case "[F", "OF", "[4~", "[8~": .end
        default: .nothing
        }
    }

    /// Reads what is searched for, showing it; nil where it is given up.
    func readLine(behind prompt: String, _ output: inout OutputStream) -> String? {
        var bytes: [UInt8] = []
        while true {
            output.write("\r\u{1B}[K" + prompt + Markup.escaped(String(decoding: bytes, as: UTF8.self)))
            output.flush()
            guard let byte = Self.byte() else { return nil }
            switch byte {
            case 13, 10:
                output.write("\r\u{1B}[K")
                return String(decoding: bytes, as: UTF8.self)
            case 3, 7, 0x1B: return nil
            case 8, 0x7F:
                if bytes.isEmpty { return nil }
                while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
            case 0x15: bytes = []
            default: if byte >= 0x20 { bytes.append(byte) }
            }
        }
    }

    /// Waits for a byte; nil where there will be none.
    private static func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Platform.read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            Signals.endIfPending()
            guard count < 0, errno == EINTR else { return nil }
        }
    }

    /// Whether the rest of a sequence is there.
    static func isReady(milliseconds: CInt = 40) -> Bool {
        var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}

/// A terminal that gives every key as it comes.
private struct RawTerminal {
    let descriptor: CInt
    private var before = termios()

    init?(_ descriptor: CInt) {
        self.descriptor = descriptor
        guard tcgetattr(descriptor, &before) == 0 else { return nil }
        var settings = before
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        settings.c_iflag &= ~tcflag_t(ICRNL | IXON)
        guard tcsetattr(descriptor, TCSADRAIN, &settings) == 0 else { return nil }
    }

    func restore() {
        var settings = before
        _ = tcsetattr(descriptor, TCSADRAIN, &settings)
    }
}
