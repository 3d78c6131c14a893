import Sessions
import Testing

@Suite("titles of cells") struct CellTitleTests {
    @Test(
        "a title has words, a kind and tags",
        arguments: [
            ("fit a line", CellTitle.Kind.code, "fit a line", []),
            ("fit a line tags=[\"solution\"]", .code, "fit a line", ["solution"]),
            ("[markdown] tags=[\"a b\", 'c', d]", .prose, "", ["a b", "c", "d"]),
            ("About it [md]", .prose, "About it", []), ("[raw]", .raw, "", []),
            ("the parameters tags=[\"x\"]", .code, "the parameters", ["x", "parameters"]),
            ("raises-exception", .code, "", ["raises-exception"]),
            ("tags=[\"raises-exception\"]", .code, "", ["raises-exception"]),
            ("tags=[] none", .code, "none", []), ("the tags=[a] here", .code, "the here", ["a"]),
            ("tags=[\"q\\\"]\", \"\\\\\"]", .code, "", ["q\"]", "\\"]), ("sometags=[a]", .code, "sometags=[a]", []),
        ])
    func reading(_ text: String, _ kind: CellTitle.Kind, _ words: String, _ tags: [String]) {
        let title = CellTitle(text)
        #expect((title.kind, title.words, title.tags, title.hasDamagedTags) == (kind, words, tags, false))
    }

    @Test("tags that can't be read stay words", arguments: ["tags=[\"a", "tags=[[a]]", "x tags=a", "tags=[a"])
    func damaged(_ text: String) {
        let title = CellTitle(text)
        #expect(title.hasDamagedTags)
        #expect(title.words == text)
    }

    @Test(
        "tags are added to those that are there",
        arguments: [
            ("# %% [3] fit", "# %% [3] fit tags=[\"a\", \"b\"]"), ("# %% tags=[b]", "# %% tags=[\"b\", \"a\"]"),
            ("x tags=[] y", "x tags=[\"a\", \"b\"] y"), ("", "tags=[\"a\", \"b\"]"),
            ("tags=['b', \"a\"]", "tags=['b', \"a\"]"),
        ])
    func adding(_ title: String, _ expected: String) { #expect(CellTitle.adding(["a", "b"], to: title) == expected) }

    @Test("tags are written as they are read", arguments: [[], ["a"], ["a b", "c\"d", "\\"]])
    func writing(_ tags: [String]) {
        #expect(CellTitle(CellTitle.text(of: tags)).tags == tags)
    }
}
