internal import Syntax

extension CodeCompiler {
    /// `import` and `from … import`.
    mutating func importation(_ importation: Importation) {
        if importation.isOfFuture { return }
        let register = allocate()
        func load(_ module: String) { assembler.emit(.importModule, register, assembler.index(of: module)) }
        guard let module = importation.module else {
            for item in importation.items {
                load(item.name)
                // Without an alias, `import a.b` binds the outermost module.
                if item.alias == nil, item.name != item.boundName { load(item.boundName) }
                store(Operand(register: register, isTemporary: true), to: item.boundName)
            }
            return
        }
        load(module.name)
        if importation.takesAll { return assembler.emit(.importAll, register) }
        let member = allocate()
        for item in importation.items {
            assembler.emit(.importMember, member, register, assembler.index(of: item.name))
            store(Operand(register: member, isTemporary: true), to: item.boundName)
        }
    }
}
