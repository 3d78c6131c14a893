extension Builtin {
    /// The endings of the names of files that hold tables.
    public static let tableEndings = [".csv", ".tsv", ".txt", ".gz"]

    /// The endings by which a word of its command form is the name of a file.
    public var fileEndings: [String] {
        if traits.contains(.readsSessions) { return [Self.sessionEnding] }
        return traits.contains(.readsTables) ? Self.tableEndings : []
    }
}
