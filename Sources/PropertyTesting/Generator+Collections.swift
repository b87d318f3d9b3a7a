extension Generator {
  /// Arrays of so many elements; about six where there is no bound.
  @inlinable
  public static func arrays<Element>(
    of element: Generator<Element>, count: ClosedRange<Int> = 0...1_000
  ) -> Generator where Value == [Element] {
    Generator { try $0.elements(count) { try element.body($0) } }
  }

  /// Arrays of exactly so many elements.
  @inlinable
  public static func arrays<Element>(
    of element: Generator<Element>, count: Int
  ) -> Generator where Value == [Element] {
    .arrays(of: element, count: count...count)
  }

  /// Sets of so many different elements.
  ///
  /// - Throws: the generator throws ``Rejection/filter`` where there are too few different elements.
  public static func sets<Element: Hashable & SendableMetatype>(
    of element: Generator<Element>, count: ClosedRange<Int> = 0...1_000
  ) -> Generator where Value == Set<Element> {
    Generator { test in
      var set: Set<Element> = []
      var misses = 0
      try test.elements(count) { test in
        while true {
          let candidate = try element.body(test)
          if set.insert(candidate).inserted { return }
          misses += 1
          if misses > 100 { throw Rejection.filter }
        }
      }
      return set
    }
  }

  /// Dictionaries of so many entries.
  ///
  /// - Throws: the generator throws ``Rejection/filter`` where there are too few different keys.
  public static func dictionaries<Key: Hashable & SendableMetatype, Element>(
    of key: Generator<Key>, to element: Generator<Element>, count: ClosedRange<Int> = 0...1_000
  ) -> Generator where Value == [Key: Element] {
    Generator { test in
      let keys = try test.draw(.sets(of: key, count: count))
      var entries: [Key: Element] = [:]
      for key in keys.sorted(by: { "\($0)" < "\($1)" }) { entries[key] = try element.body(test) }
      return entries
    }
  }

  /// A value or none; shrinks towards none.
  @inlinable
  public static func optionals<Wrapped>(
    of wrapped: Generator<Wrapped>
  ) -> Generator where Value == Wrapped? {
    Generator { try $0.flip(probability: 0.75) ? try wrapped.body($0) : nil }
  }

  /// All elements of a collection in any order; shrinks towards the order given.
  public static func permutations<Element: Sendable>(
    of elements: [Element]
  ) -> Generator where Value == [Element] {
    Generator { test in
      var rest = elements
      return try elements.map { _ in rest.remove(at: try test.pick(below: rest.count)) }
    }
  }

  /// Some elements of a collection, in the order given; shrinks towards none.
  public static func subsets<Element: Sendable>(
    of elements: [Element]
  ) -> Generator where Value == [Element] {
    Generator { test in
      try elements.filter { _ in try test.part(Labels.element) { try test.flip() } }
    }
  }
}

extension TestCase {
  /// Draws so many elements. Each is a part with a choice of its own whether there is one, so that any
  /// of them can be left out; also those that there have to be, so that they can stand for each other.
  @inlinable
  @discardableResult
  func elements<Element>(
    _ count: ClosedRange<Int>, _ draw: (TestCase) throws -> Element
  ) throws -> [Element] {
    let collection = open(Labels.collection)
    var elements: [Element] = []
    elements.reserveCapacity(min(count.lowerBound, 64))
    let usual = Double(count.lowerBound + 1 + size / 20)
    let average = min(usual, Double(count.lowerBound + count.upperBound) / 2)
    let more = average - Double(count.lowerBound)
    let probability = more / (1 + more)
    let isFixed = count.lowerBound == count.upperBound
    while elements.count < count.upperBound {
      let element = open(Labels.element)
      if !isFixed {
        let isForced = elements.count < count.lowerBound
        guard try isForced ? choose(in: 1...1, origin: 1) == 1 : flip(probability: probability)
        else {
          close(element)
          break
        }
      }
      elements.append(try draw(self))
      close(element)
    }
    close(collection)
    return elements
  }
}
