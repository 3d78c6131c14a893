#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Text in libedit's own characters, ended by a zero, at an address that stays the same while the value lives.
struct WideText: ~Copyable {
    let characters: UnsafeMutablePointer<wchar_t>
    private let count: Int

    /// Copies `text` up to its first zero character, if it has one, since C's text ends there.
    init(_ text: String) {
        let scalars = text.unicodeScalars.prefix { $0.value != 0 }
        count = scalars.count + 1
        characters = .allocate(capacity: count)
        var next = characters
        for scalar in scalars {
            next.initialize(to: wchar_t(truncatingIfNeeded: scalar.value))
            next += 1
        }
        next.initialize(to: 0)
    }

    deinit {
        characters.deinitialize(count: count)
        characters.deallocate()
    }

    /// The text of `count` wide characters; what is no Unicode scalar becomes U+FFFD, as in `String(decoding:as:)`.
    static func string(_ characters: UnsafePointer<wchar_t>, count: Int) -> String {
        var text = String.UnicodeScalarView()
        for index in 0..<count {
            let value = UInt32(truncatingIfNeeded: characters[index])
            text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(text)
    }
}
