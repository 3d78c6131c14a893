internal import CMinizip

/// The bytes of a PNG file (RFC 2083).
enum PNGFile {
    /// A picture with four bytes per pixel: red, green, blue and opacity. With at most 256 colours it uses a palette,
    /// which makes noise four times smaller.
    static func bytes(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
        guard let (palette, numbers) = numbered(pixels) else {
            return bytes(width: width, height: height, pixels: pixels, hasOpacity: true)
        }
        var file = beginning(number(width) + number(height) + [8, 3, 0, 0, 0])
        append(
            "PLTE",
            palette.flatMap {
                [
                    UInt8(truncatingIfNeeded: $0 >> 24), UInt8(truncatingIfNeeded: $0 >> 16),
                    UInt8(truncatingIfNeeded: $0 >> 8),
                ]
            }, to: &file)
        if palette.contains(where: { $0 & 0xFF != 0xFF }) {
            append("tRNS", palette.map { UInt8(truncatingIfNeeded: $0) }, to: &file)
        }
        // Smooth pictures compress best relative to the row above, noisy ones unfiltered.
        let bodies = [UInt8(0), 2].map { compressed(rows(numbers, length: width, count: height, filter: $0)) }
        append("IDAT", bodies[0].count <= bodies[1].count ? bodies[0] : bodies[1], to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// The palette of a picture, from dark to light, and each pixel's index in it; nil for too many colours.
    private static func numbered(_ pixels: [UInt8]) -> (palette: [UInt32], numbers: [UInt8])? {
        var found: [UInt32: UInt8] = [:]
        var colors: [UInt32] = []
        colors.reserveCapacity(pixels.count / 4)
        for place in stride(from: 0, to: pixels.count - 3, by: 4) {
            let color = pixels[place..<place + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            if color != colors.last, found[color] == nil {
                if found.count == 256 { return nil }
                found[color] = 0
            }
            colors.append(color)
        }
        let palette = found.keys.sorted { (RGB($0 >> 8).brightness, $0) < (RGB($1 >> 8).brightness, $1) }
        for (index, color) in palette.enumerated() { found[color] = UInt8(index) }
        return (palette, colors.map { found[$0] ?? 0 })
    }

    /// A picture with eight bits per channel; each pixel has four bytes with opacity, otherwise three.
    ///
    /// - Parameter dotsPerInch: the intended resolution; nil to leave it out.
    static func bytes(
        width: Int, height: Int, pixels: [UInt8], hasOpacity: Bool, dotsPerInch: Double? = nil
    ) -> [UInt8] {
        var file = beginning(number(width) + number(height) + [8, hasOpacity ? 6 : 2, 0, 0, 0])
        if let dotsPerInch {
            let dotsPerMetre = number(Int((dotsPerInch / 0.0254).rounded()))
            append("pHYs", dotsPerMetre + dotsPerMetre + [1], to: &file)
        }
        append(
            "IDAT", compressed(rows(pixels, length: width * (hasOpacity ? 4 : 3), count: height, filter: 2)), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// The start of a file: the eight-byte signature and the header.
    private static func beginning(_ header: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", header, to: &file)
        return file
    }

    /// Rows unfiltered (filter 0), or as differences from the row above (filter 2), which are mostly zero.
    private static func rows(_ pixels: [UInt8], length: Int, count: Int, filter: UInt8) -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity((length + 1) * count)
        for row in 0..<count {
            let start = row * length
            rows.append(filter)
            if filter == 0 || row == 0 {
                rows += pixels[start..<start + length]
                continue
            }
            for place in start..<start + length { rows.append(pixels[place] &- pixels[place - length]) }
        }
        return rows
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(size))
        // It can only fail if the buffer is too small, and this size always suffices.
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
