internal import CMinizip

/// The bytes of a PNG file (RFC 2083).
enum PNGFile {
    /// A picture of eight bits a colour; with opacity, each pixel has four bytes, else three.
    ///
    /// - Parameter dotsPerInch: how large it is meant to be; nil to say nothing.
    static func bytes(
        width: Int, height: Int, pixels: [UInt8], hasOpacity: Bool, dotsPerInch: Double? = nil
    ) -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", number(width) + number(height) + [8, hasOpacity ? 6 : 2, 0, 0, 0], to: &file)
        if let dotsPerInch {
            let dotsPerMetre = number(Int((dotsPerInch / 0.0254).rounded()))
            append("pHYs", dotsPerMetre + dotsPerMetre + [1], to: &file)
        }
        append("IDAT", compressed(rows(pixels, length: width * (hasOpacity ? 4 : 3), count: height)), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// Rows as what differs from the row above (filter 2), which is mostly nothing.
    private static func rows(_ pixels: [UInt8], length: Int, count: Int) -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity((length + 1) * count)
        for row in 0..<count {
            let start = row * length
            rows.append(2)
            for place in start..<start + length {
                rows.append(pixels[place] &- (row == 0 ? 0 : pixels[place - length]))
            }
        }
        return rows
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(size))
        // It fails only for want of room, and so much room is always enough.
        let status = compress2(&result, &size, bytes, uLong(bytes.count), 6)
        precondition(status == Z_OK, "zlib found too little room")
        result.removeLast(result.count - Int(size))
        return result
    }

    private static func append(_ name: String, _ body: [UInt8], to file: inout [UInt8]) {
        let content = Array(name.utf8) + body
        file += number(body.count) + content + number(Int(crc32(0, content, uInt(content.count))))
    }

    private static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }
}
