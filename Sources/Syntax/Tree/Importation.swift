/// The names that an `import` or `from … import` statement imports.
public struct Importation: Sendable, Equatable {
    /// A module, or a name in one.
    public struct Item: Sendable, Equatable {
        /// The module with its dots, `numpy.linalg`, or a name in a module.
        public var name: String
        /// The name after `as`.
        public var alias: String?
        /// The source range, without `as`.
        public var range: SourceRange

        /// The name that it binds. For a dotted module without an alias, that is the first part.
        public var boundName: String { alias ?? String(name.prefix { $0 != "." }) }

        /// Makes an item.
        public init(name: String, alias: String? = nil, range: SourceRange) {
            (self.name, self.alias, self.range) = (name, alias, range)
        }

        /// The item as written in source.
        public var text: String { name + (alias.map { " as \($0)" } ?? "") }
    }

    /// The module after `from`; nil if modules themselves are imported.
    public var module: Item?
    /// The imported items; empty for `*`.
    public var items: [Item]

    /// Makes an import.
    public init(module: Item? = nil, items: [Item]) { (self.module, self.items) = (module, items) }

    /// Whether `*` imports everything that the module exports.
    public var takesAll: Bool { items.isEmpty }

    /// The modules that the statement names.
    public var modules: [Item] { module.map { [$0] } ?? items }

    /// Whether it is a future statement, which only selects a language version: `from __future__ import annotations`.
    public var isOfFuture: Bool { module?.name == "__future__" }

    /// The names that it binds, as far as they are written out.
    public var boundNames: [String] { isOfFuture ? [] : items.map(\.boundName) }
}

extension Statement {
    /// The import, if the statement is one.
    public var importation: Importation? { if case .importation(let importation) = kind { importation } else { nil } }

    /// The names it binds to a whole module, such as `np` for `import numpy as np`.
    public func names(ofModule module: String) -> [String] {
        guard let importation, importation.module == nil else { return [] }
        return importation.items.filter { item in
            item.name == module || item.alias == nil && item.name.hasPrefix(module + ".")
        }.map(\.boundName)
    }
}
