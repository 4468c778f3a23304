at-least = { $count ->
    [few] mindestens { $count } davon
   *[other] mindestens { $count }
}
