"""Names and patterns as shells write them."""
def _fits_set(letter, members):
    negated = members[:1] == "!"
    if negated: members = members[1:]
    found, place = False, 0
    while place < len(members):
        if members[place + 1:place + 2] == "-" and place + 2 < len(members):
            found = found or members[place] <= letter <= members[place + 2]
            place += 3
        else:
            found = found or members[place] == letter
            place += 1
    return found != negated

def fnmatchcase(name, pat):
    at, place, star, kept = 0, 0, -1, 0
    while at < len(name):
        letter = pat[place:place + 1]
        end = pat.find("]", place + 2 + (pat[place + 1:place + 2] == "!")) if letter == "[" else -1
        if letter == "*": star, kept, place = place, at, place + 1
        elif end > 0 and _fits_set(name[at], pat[place + 1:end]): at, place = at + 1, end + 1
        elif end <= 0 and (letter == "?" or letter and letter == name[at]): at, place = at + 1, place + 1
        elif star >= 0:
            kept += 1
            at, place = kept, star + 1
        else: return False
    return not pat[place:].strip("*")

def fnmatch(name, pat): return fnmatchcase(name, pat)

def filter(names, pat): return [name for name in names if fnmatchcase(name, pat)]
