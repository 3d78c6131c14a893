/// Writing files so that at every moment either the old or the new one is there, whole.
public enum AtomicFile {
    /// Replaces a file: its bytes go to a temporary name in the same folder, are flushed to disk, and are renamed.
    ///
    /// The file keeps its mode; a symbolic link goes on pointing to it. When anything fails the old file is untouched.
    ///
    /// - Throws: ``FileError/missing`` where there is no such file yet; ``AtomicFileWriter`` makes new ones.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let writer = try AtomicFileWriter(path, mayCreate: false)
        try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
            try writer.append(UnsafeRawBufferPointer(buffer))
        }
        try writer.commit()
    }
}
