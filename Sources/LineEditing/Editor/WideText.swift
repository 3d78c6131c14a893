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
