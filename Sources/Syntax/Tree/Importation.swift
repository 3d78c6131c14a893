/// What an `import` or `from … import` brings.
public struct Importation: Sendable, Equatable {
    /// A module, or a name in one.
    public struct Item: Sendable, Equatable {
        /// The module with its dots, `numpy.linalg`, or the name in it.
        public var name: String
        /// What it is called here, if `as` says so.
        public var alias: String?
        /// Where it stands, without `as`.
        public var range: SourceRange

        /// The name that it sets: of a module's path the first part.
        public var boundName: String { alias ?? String(name.prefix { $0 != "." }) }

        /// Makes an item.
        public init(name: String, alias: String? = nil, range: SourceRange) {
            (self.name, self.alias, self.range) = (name, alias, range)
        }

        /// How it is written.
        public var text: String { name + (alias.map { " as \($0)" } ?? "") }
    }

    /// The module behind `from`; nil where modules themselves are imported.
    public var module: Item?
    /// What is imported; empty for `*`.
    public var items: [Item]

    /// Makes an import.
    public init(module: Item? = nil, items: [Item]) { (self.module, self.items) = (module, items) }

    /// Whether all that the module has is imported, by `*`.
    public var takesAll: Bool { items.isEmpty }

    /// The modules that it names.
    public var modules: [Item] { module.map { [$0] } ?? items }

    /// Whether it only tells Python which of its versions is meant: `from __future__ import annotations`.
    public var isOfFuture: Bool { module?.name == "__future__" }

    /// The names that it sets, as far as they stand there.
    public var boundNames: [String] { isOfFuture ? [] : items.map(\.boundName) }
}

extension Statement {
    /// What it imports, if it does.
    public var importation: Importation? { if case .importation(let importation) = kind { importation } else { nil } }

    /// The names by which it makes a module known as a whole, as `np` for `import numpy as np`.
    public func names(ofModule module: String) -> [String] {
        guard let importation, importation.module == nil else { return [] }
        return importation.items.filter { item in
            item.name == module || item.alias == nil && item.name.hasPrefix(module + ".")
        }.map(\.boundName)
    }
}
