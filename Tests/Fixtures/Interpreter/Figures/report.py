def report():
    """Prints what the open figures hold, as data, and closes them."""
    def plain(values): return [float(value) for value in values]

    for number in plt.get_fignums():
        fig = plt.figure(number)
        print('figure', plain(fig.get_size_inches()))
        for ax in fig.axes:
            if ax.get_label() == '<colorbar>':
                continue
            print('axes', repr(ax.get_title()), repr(ax.get_xlabel()), repr(ax.get_ylabel()), ax.get_xscale(), ax.get_yscale())
            print('  limits', plain(ax.get_xlim()), plain(ax.get_ylim()))
            for line in ax.lines:
                color = line.get_color()
                print('  line', plain(np.ravel(line.get_xdata(orig=False))), plain(np.ravel(line.get_ydata(orig=False))),
                      line.get_linestyle(), line.get_marker(), color if isinstance(color, str) else tuple(plain(color)),
                      line.get_linewidth(), line.get_label())
            for patch in ax.patches:
                place = []
                if isinstance(patch, plt.Rectangle):
                    place = plain([patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()])
                print('  patch', place, [round(float(part), 9) for part in patch.get_facecolor()])
            for text in ax.texts:
                print('  text', text.get_text(), plain(text.get_position()))
            for collection in ax.collections:
                kind = type(collection).__name__
                print('  collection', kind, plain(np.ravel(collection.get_offsets())) if kind == 'PathCollection' else '')
            for image in ax.images:
                print('  image', tuple(image.get_array().shape), plain(image.get_extent()))
            legend = ax.get_legend()
            if legend is not None:
                print('  legend', [text.get_text() for text in legend.get_texts()])
    plt.close('all')


report()
