extension NotebookError {
    /// What is wrong, to stand behind the file's name and a colon.
    public var message: String {
        switch self {
        case .notJSON(let place): "this is no notebook: its JSON is damaged" + (place.map { " (\($0))" } ?? "")
        case .notNotebook(.noFormat): "this is JSON, but no notebook: it has no nbformat"
        case .notNotebook(.field(let place)): "this notebook is damaged: \(place) is missing or not what it should be"
        case .oldFormat(let version): "this notebook is in nbformat \(version), and Descent reads 4"
        case .newFormat(let version): "this notebook is in nbformat \(version), which Descent doesn't know yet"
        case .notWritable(let words): "the notebook can't be written as JSON: \(words)"
        }
    }

    /// What to do.
    public var notes: [String] {
        switch self {
        case .oldFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` brings it up to date"]
        case .newFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` writes it in nbformat 4"]
        default: []
        }
    }
}
