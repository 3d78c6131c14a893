internal import Rendering

/// Numbers of bytes for people to read.
package enum ByteCount {
    /// `512 bytes`, `1.5 GB`, counted in thousands as shops and disks do.
    package static func text(_ bytes: Int) -> String {
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        if bytes < 1000 { return "\(bytes) bytes" }
        var value = Double(bytes) / 1000
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let text = (try? FormatArgument.float(value).formatted(".3g")) ?? "\(Int(value))"
        return "\(text) \(units[unit])"
    }
}
