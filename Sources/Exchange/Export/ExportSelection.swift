internal import Sessions

/// Selects the sections of a session for an export.
struct ExportSelection {
    /// The tags of the sections to leave out.
    let without: [String]

    /// The sections without any of these tags. An unknown tag is an error, so that a typo doesn't export its cells.
    func kept(of sections: [SessionSection]) throws(ExportError) -> [SessionSection] {
        if without.isEmpty { return sections }
        if let damaged = sections.first(where: \.title.hasDamagedTags) {
            throw .damagedTags(damaged.opener)
        }
        let tags = sections.flatMap(\.title.tags)
        if let missing = without.first(where: { !tags.contains($0) }) {
            throw .noSuchTag(missing, known: Array(Set(tags)).sorted())
        }
        return sections.filter { section in !section.title.tags.contains(where: without.contains) }
    }
}
