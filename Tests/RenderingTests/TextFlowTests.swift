import Rendering
import Testing

@Suite struct TextFlowTests {
    @Test func textIsWrappedAtBlanks() {
        #expect(TextFlow.wrapped("one two  three\nfour", width: 9) == ["one two", "three", "four"])
        #expect(TextFlow.wrapped("one two three four", width: 9, hanging: 2) == ["one two", "  three", "  four"])
        #expect(TextFlow.wrapped("unbreakable a", width: 5) == ["unbreakable", "a"])
        #expect(TextFlow.wrapped("日本 日本 日本", width: 9) == ["日本 日本", "日本"])
        #expect(TextFlow.wrapped("  ", width: 9).isEmpty)
    }

    @Test func aPageFitsItsWidth() {
        var flow = TextFlow(width: 24)
        flow.blank()
        flow.heading("Title")
        flow.paragraph("Some words that need two lines.", indent: 2, hanging: 1)
        flow.blank()
        flow.definitions([("a", "the first letter of all"), ("a long term", "is above")])
        flow.lines(["x  y", "", "z"], indent: 1, style: .keyword)
        #expect(
            flow.markup.plain == """
                Title
                  Some words that need
                   two lines.

                  a  the first letter of
                     all
                  a long term
                     is above
                 x  y

                 z

                """)
        #expect(TextFlow(width: 3).width == 20)
    }

    @Test func linesAreCutToAScreen() {
        let table = Markup("name  ", .name) + "value\nab    123456\nend"
        #expect(table.cut(toColumns: 12) == table)
        #expect(table.cut(toColumns: 9).plain == "name  va…\nab    12…\nend")
        #expect(table.cut(toColumns: 9).spans.first?.style == .name)
        #expect(Markup("日本語\n日本").cut(toColumns: 5).plain == "日本…\n日本")
        #expect(Markup("日本語日").cut(toColumns: 6).plain == "日本…")
    }
}
