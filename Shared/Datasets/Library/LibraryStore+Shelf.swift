public import Sources
public import Storage

extension LibraryStore: LibraryShelf {}
