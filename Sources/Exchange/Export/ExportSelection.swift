internal import Sessions

/// Which sections of a session an export has.
struct ExportSelection {
    /// The tags of those that are left out.
    let without: [String]

    /// The sections that none of the tags is on. A tag that no cell has is an error: the cells that it means would be there.
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
