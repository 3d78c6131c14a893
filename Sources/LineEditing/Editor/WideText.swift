internal import CLibedit
internal import Platform

/// Text in libedit's own characters, ended by a zero, at an address that stays the same while the object lives.
final class WideText {
    let characters: UnsafeMutablePointer<wchar_t>
    private let count: Int

    /// Copies the scalars up to the first zero, if there is one, since C's text ends there.
    init(_ text: some Sequence<Unicode.Scalar>) {
        let scalars = text.prefix { $0.value != 0 }
        count = scalars.count + 1
        characters = .allocate(capacity: count)
        var next = characters
        for scalar in scalars {
            next.initialize(to: wchar_t(truncatingIfNeeded: scalar.value))
            next += 1
        }
        next.initialize(to: 0)
    }

    convenience init(_ text: String) { self.init(text.unicodeScalars) }

    deinit {
        characters.deinitialize(count: count)
        characters.deallocate()
    }

    /// Lends the characters for as long as `body` runs.
    func lend<Result>(_ body: (UnsafeMutablePointer<wchar_t>) -> Result) -> Result {
        withExtendedLifetime(self) { body(characters) }
    }

    /// The scalar of a wide character; what is none becomes U+FFFD, as in `String(decoding:as:)`.
    static func scalar(_ character: wchar_t) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(truncatingIfNeeded: character)) ?? "\u{FFFD}"
    }
}

extension Sequence<Unicode.Scalar> {
    /// The scalars as a string.
    var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}

/// The text that libedit edits, copied only where it has changed.
final class TextSnapshot {
    private var scalars: [Unicode.Scalar] = []

    /// The characters as scalars.
    func text(_ characters: UnsafeBufferPointer<wchar_t>) -> [Unicode.Scalar] {
        guard let start = characters.baseAddress, characters.count > 0 else {
            scalars = []
            return scalars
        }
        let size = characters.count * MemoryLayout<wchar_t>.stride
        let isSame =
            characters.count == scalars.count
            && scalars.withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp($0, start, size) == 0 } ?? false }
        if !isSame { scalars = Self.copy(characters) }
        return scalars
    }

    private static func copy(_ characters: UnsafeBufferPointer<wchar_t>) -> [Unicode.Scalar] {
        var strange: UInt32 = 0
        for character in characters {
            // Surrogates, and what lies beyond Unicode's range.
            let value = (UInt32(truncatingIfNeeded: character) ^ 0xD800) &- 0x800
            strange |= value >= 0x11_0000 - 0x800 ? 1 : 0
        }
        guard strange == 0, let start = characters.baseAddress else { return characters.map { WideText.scalar($0) } }
        return Array(unsafeUninitializedCapacity: characters.count) { buffer, count in
            if let place = buffer.baseAddress {
                memcpy(place, start, characters.count * MemoryLayout<wchar_t>.stride)
                count = characters.count
            }
        }
    }
}
