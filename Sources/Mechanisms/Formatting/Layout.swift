/// A YAML text as it is written: its values with their comments, quotes and brackets, but without the spaces.
struct Layout {
  enum Content {
    case nothing
    /// Plain or quoted, line by line; of the lines after the first, those least indented have no spaces in front.
    case scalar([String])
    /// A text behind `|` or `>`, without the indentation that all its lines share.
    case block(header: String, [String])
    case collection(Collection)
  }

  struct Collection {
    enum Kind { case list, map }

    var kind: Kind
    /// Whether it stands between brackets or braces.
    var isFlow: Bool
    var items: [Item] = []
    /// What stands behind the last item.
    var end: [Interlude] = []
  }

  /// An item of a list, or a key with its value.
  struct Item {
    /// What stands on the lines above it.
    var before: [Interlude] = []
    /// As it is written; none in a list, but for a single pair between brackets.
    var key: String?
    /// Whether a `:` follows the key; between braces it may be left out.
    var hasColon = true
    /// Whether more spaces than needed follow the colon, so that values stand in a column.
    var isAligned = false
    var value = Content.nothing
    /// The comment at the end of its line; where the value is a block, of its first line.
    var remark: String?
  }

  /// What stands between items.
  enum Interlude: Equatable {
    case blank
    case comment(String)
  }

  /// What stands above everything else.
  var start: [Interlude] = []
  var content = Content.nothing
  /// The comment at the end of a text that is a single line.
  var remark: String?
  var end: [Interlude] = []
  /// Every comment, in the order of the text.
  var comments: [String] = []
}

extension Layout.Content {
  /// Whether a comment is in it.
  var holdsComment: Bool {
    guard case .collection(let collection) = self else { return false }
    return collection.end.contains { $0 != .blank }
      || collection.items.contains { item in
        item.remark != nil || item.before.contains { $0 != .blank } || item.value.holdsComment
      }
  }
}
