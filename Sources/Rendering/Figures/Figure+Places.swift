internal import Kernels

extension Figure {
    /// The axes grouped by place: later axes at a place are drawn over the first, share its horizontal axis and have
    /// their vertical axis on the right.
    var places: [[Axes]] {
        var places: [[Axes]] = []
        for axes in axes {
            if let index = places.firstIndex(where: { $0[0].place == axes.place }) {
                places[index].append(axes)
            } else {
                places.append([axes])
            }
        }
        return places
    }
}

extension Axes {
    /// The images among its contents.
    var images: [Artist.Image] { artists.compactMap { if case .image(let image) = $0 { image } else { nil } } }

    /// Whether it contains an image.
    var hasImage: Bool { !images.isEmpty }

    /// Whether its axes count the rows and columns of an image that fills it.
    var countsCells: Bool {
        guard x.scale == .linear, y.scale == .linear else { return false }
        return images.contains { image in
            abs(image.right - image.left) == Double(image.columns)
                && abs(image.top - image.bottom) == Double(image.rows)
                && [image.left, image.right].sorted() == [x.start, x.end].sorted()
                && [image.bottom, image.top].sorted() == [y.start, y.end].sorted()
        }
    }

    /// Whether an image in it has a cell without a number that can be shown.
    var hasMissingCells: Bool {
        images.contains { image in
            let spread = image.spread
            return image.colors == nil && image.values.polled().contains { !spread.position(of: $0).isFinite }
        }
    }
}
