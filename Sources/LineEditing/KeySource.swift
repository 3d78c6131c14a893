internal import CLibedit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where libedit gets its keys: the characters of the terminal, and one of our own when the line must be drawn again.
///
/// libedit's own reader follows a change of the window's size, too, but goes on to write at the place where the cursor
/// used to be.
enum KeySource {
    /// The key that stands for "draw the line again". No keyboard has it, and libedit takes it for no letter.
    static let redisplay: wchar_t = 0x80

    /// Reads the next key, as libedit's `EL_GETCFN` asks: gives 1 and the key, 0 at the end, -1 and `errno`.
    static func nextKey(_ editor: OpaquePointer?, _ key: UnsafeMutablePointer<wchar_t>?) -> CInt {
        guard let state = EditorState.of(editor), let key else { return 0 }
        var decoding = mbstate_t()
        while true {
            if RedrawSignals.takeWentOn() {
                _ = clibedit_prepare_terminal(editor, 1)
                _ = clibedit_refresh(editor)
            }
            if RedrawSignals.takeWindowChanged() {
                el_resize(editor)
                key.pointee = redisplay
                return 1
            }
            var byte: CChar = 0
            let count = read(state.input, &byte, 1)
            if count == 0 { return 0 }
            if count < 0 {
                if errno == EINTR && RedrawSignals.areNoted { continue }
                return -1
            }
            if decode(byte, into: key, &decoding) { return 1 }
        }
    }

    /// Takes a byte in the terminal's character set; gives true when it completes a character. Bytes that make none are
    /// dropped, but for one that can begin the next character.
    private static func decode(
        _ byte: CChar, into key: UnsafeMutablePointer<wchar_t>, _ decoding: inout mbstate_t
    ) -> Bool {
        var byte = byte
        var length = mbrtowc(key, &byte, 1, &decoding)
        if length == invalid {
            decoding = mbstate_t()
            length = mbrtowc(key, &byte, 1, &decoding)
        }
        if length == invalid { decoding = mbstate_t() }
        return length != invalid && length != incomplete
    }

    // What mbrtowc gives for bytes that are no character, and for the beginning of one.
    private static let invalid = -1
    private static let incomplete = -2
}
