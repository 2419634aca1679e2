//! What templates see of pages: one struct for each thing, with its documentation. The list [`SHAPES`] is made from
//! the same text, so the theme guide and the test of the shipped themes can't differ from what is there.

use tera::Value;

use super::chart_shapes::{OtherGrants, TimelineYear};
use super::shape::{Field, Shape, shapes};
use super::site_shapes::{FacetLink, PageLink};

/// Values that are made once and shared by every page that shows them.
pub type CardValue = Value;
pub type TermCardValue = Value;
pub type FacetTermsValue = Value;
pub type TermLinkValue = Value;

shapes! {
    /// The page being rendered. Every template has it as `page`.
    PageView {
        /// `home`, `projects`, `project`, `facet`, `term`, `map`, `explore`, `page`, `alias` or `not-found`.
        kind: String,
        /// The page's title, without the site's.
        title: String,
        /// One sentence, for search engines and shared links.
        description: String,
        /// The address within the host.
        href: String,
        /// The full (canonical) address.
        url: String,
        /// Addresses of the same page in the site's languages, this one included; empty where there is one only.
        translations: Vec<Translation>,
        /// The way from the home page to here, both included; empty on the home page.
        breadcrumbs: Vec<PageLink>,
        /// The page's own Atom feed, if it has one.
        feed: Option<String>,
        /// A picture for shared links, as a full address.
        image: Option<String>,
        /// Is that picture a share card, of 1200 by 630 pixels?
        share_card: bool,
        /// JSON-LD, ready to stand in a script element.
        structured_data: Option<String>,
        /// In a preview: why the page would not be published: `draft`, `scheduled` or `expired`.
        withheld: Option<String>,
        /// The content file, for messages and previews.
        source: Option<String>,
        /// There is a highlighted code block, so the style sheet for code is needed.
        has_code: bool,
        /// May search engines list the page?
        indexed: bool,
    }

    /// The page in another language.
    Translation {
        /// The language's tag.
        language: String,
        /// Its own name for itself.
        name: String,
        /// `ltr` or `rtl`.
        dir: String,
        /// The address within the host.
        href: String,
        /// The full address.
        url: String,
        /// Is it the page being rendered?
        current: bool,
        /// Is it in the site's own language?
        own: bool,
    }

    /// What an editor wrote: title, summary and text. Templates have it as `text`.
    TextView {
        /// The title.
        title: String,
        /// The summary.
        summary: String,
        /// The text as HTML; write `{{ text.body | safe }}`.
        body: String,
        /// The headings of a long text (four or more), for a table of contents; else empty.
        contents: Vec<HeadingView>,
        /// The picture, if any.
        image: Option<ImageView>,
        /// Links beside the text.
        links: Vec<LinkView>,
        /// Documents beside the text.
        documents: Vec<LinkView>,
        /// The table `[extra]`, as written.
        extra: Value,
    }

    /// A heading of a text.
    HeadingView {
        /// 2 to 6.
        level: u8,
        /// The anchor.
        id: String,
        /// The heading as inline HTML; write `| safe`.
        title: String,
    }

    /// A picture.
    ImageView {
        /// Its address.
        src: String,
        /// The alternative text; empty for decoration.
        alt: String,
        /// The caption, if any.
        caption: Option<String>,
        /// Its width in pixels; none for SVG.
        width: Option<u32>,
        /// Its height in pixels; none for SVG.
        height: Option<u32>,
    }

    /// A link or document that a page offers.
    LinkView {
        /// What is behind it.
        title: String,
        /// Its address.
        href: String,
        /// The tag of its language, if said.
        language: Option<String>,
        /// The name of that language in the page's language.
        language_name: Option<String>,
        /// What kind of file it is, such as `PDF`, if it is one of this site's.
        kind: Option<String>,
        /// How large that file is, formatted.
        size: Option<String>,
        /// The unit of that: `kb` or `mb`.
        unit: Option<String>,
    }

    /// Cover art: decoration, drawn as paths over one another.
    CoverView {
        /// The width of the view box.
        width: i64,
        /// Its height.
        height: i64,
        /// The paths, the lowest first.
        areas: Vec<AreaView>,
    }

    /// Areas of cover art that have one colour.
    AreaView {
        /// The number of the colour among the theme's `hues`; none for that of the ground.
        hue: Option<usize>,
        /// How opaque the colour is, such as `.3`; none if it is so fully.
        opacity: Option<String>,
        /// The data of the path.
        path: String,
    }

    /// A share card. The template `share.svg` has it as `share`.
    ShareView {
        /// `site`, `project` or `term`.
        kind: String,
        /// The title.
        title: String,
        /// The summary.
        summary: String,
        /// What kind of term it is.
        label: Option<String>,
        /// The terms of a project, facet by facet, of the facets that show on cards; those that count most for covers
        /// come first.
        facets: Vec<FacetTermsValue>,
        /// How many projects a term has.
        count: Option<usize>,
        /// The width, in pixels.
        width: i64,
        /// The height.
        height: i64,
        /// Cover art for one side of it.
        cover: CoverView,
    }

    /// A project as it stands in lists.
    Card {
        /// The title.
        title: String,
        /// The summary.
        summary: String,
        /// The project's address.
        href: String,
        /// Its terms, facet by facet, of the facets that show on cards.
        facets: Vec<FacetTermsValue>,
        /// The amount, formatted, with "up to" where it is a ceiling.
        amount: Option<String>,
        /// From when to when, formatted.
        period: Option<String>,
        /// `planned`, `active`, `completed` or `cancelled`.
        status: Option<String>,
        /// Is it featured?
        featured: bool,
        /// The picture, if any.
        image: Option<ImageView>,
        /// Cover art, where there is no picture and the theme's setting `cover` is on. If the theme has the template
        /// `face.html`, only that sees it.
        cover: Option<CoverView>,
        /// What the card shows first, as the theme's `face.html` renders it, once for all that show it; write `| safe`. None
        /// within `face.html` itself, and where the theme has no such template.
        face: Option<String>,
        /// The number of its colour among the theme's `hues`, if there are any: that of its main term.
        hue: Option<usize>,
        /// In a preview: `draft`, `scheduled` or `expired`.
        withheld: Option<String>,
        /// The card as the theme's `card.html` renders it, once for all the lists that show it; write `| safe`.
        /// None within `card.html` itself, and where the theme has no such template.
        html: Option<String>,
    }

    /// A facet and the terms that a project has in it.
    FacetTerms {
        /// The facet's key.
        field: String,
        /// What one is called.
        singular: String,
        /// What several are called.
        plural: String,
        /// What the terms are: `organisations`, `countries`, `places` (that countries lie in) or `terms`.
        kind: String,
        /// The terms, in the project's order.
        terms: Vec<TermLinkValue>,
    }

    /// A term by name and address.
    TermLink {
        /// The name.
        title: String,
        /// The tag of the name's language, where that is not the page's: the term has no translation.
        language: Option<String>,
        /// The address.
        href: String,
        /// Was it inferred rather than stated that the project belongs here?
        inferred: bool,
        /// The number of its colour among the theme's `hues`; none where its facet's terms aren't pages.
        hue: Option<usize>,
        /// The number of the form of its mark, from 0 to 3: not 0 where its facet has more terms than there are `hues`.
        form: usize,
    }

    /// The facts of a project's own page. The template `project.html` has it as `project`, beside `text`.
    ProjectView {
        /// The last part of the address.
        slug: String,
        /// Its terms in every facet that it has any in.
        facets: Vec<FacetTermsValue>,
        /// Partner organisations.
        partners: Vec<String>,
        /// The amount, formatted, with "up to" where it is a ceiling.
        amount: Option<String>,
        /// When it began, formatted.
        start: Option<String>,
        /// When it ended, formatted.
        end: Option<String>,
        /// `planned`, `active`, `completed` or `cancelled`.
        status: Option<String>,
        /// Is it featured?
        featured: bool,
        /// Is any term inferred rather than stated?
        inferred: bool,
        /// Cover art, where there is no picture and the theme's setting `cover` is on.
        cover: Option<CoverView>,
        /// The number of its colour among the theme's `hues`, if there are any: that of its main term.
        hue: Option<usize>,
        /// Other projects that share terms with this one, the rarest shared terms first.
        related: Vec<RelatedView>,
        /// Other grants of the organisations that the project belongs to; none of them stands in `related`.
        others: Vec<OtherGrants>,
        /// When the page was last changed, formatted, if it says so itself.
        updated: Option<String>,
        /// The project before this one in the list of all.
        previous: Option<PageLink>,
        /// The project after this one.
        next: Option<PageLink>,
    }

    /// A related project and why.
    RelatedView {
        /// The project.
        card: CardValue,
        /// The shared terms, the rarest first.
        shared: Vec<TermLinkValue>,
    }

    /// A term as it stands in lists.
    TermCard {
        /// The name.
        title: String,
        /// The tag of the name's language, where that is not the page's: the term has no translation.
        language: Option<String>,
        /// The summary of its page, if it has one.
        summary: Option<String>,
        /// The address.
        href: String,
        /// How many projects it has.
        count: usize,
        /// The term's year, if it has one.
        year: Option<i64>,
        /// What kind of thing it is, in the editor's words.
        kind: Option<String>,
        /// How many grants, as its page states.
        grants: Option<i64>,
        /// The amount that its page states, formatted, with "up to" where it is a ceiling.
        amount: Option<String>,
        /// The ISO 3166-1 code of a country.
        code: Option<String>,
        /// The number of its colour among the theme's `hues`; none where its facet's terms aren't pages.
        hue: Option<usize>,
        /// The number of the form of its mark, from 0 to 3: not 0 where its facet has more terms than there are `hues`.
        form: usize,
        /// Cover art, if its facet's terms are pages, it has no picture and the theme's setting `cover` is on.
        cover: Option<CoverView>,
        /// The letter it stands under in an A to Z.
        initial: String,
        /// The enclosing term, if any.
        parent: Option<TermLink>,
    }

    /// A facet's overview. The template `facet.html` has it as `facet`, beside `text` (which may be none).
    FacetView {
        /// The facet itself.
        about: FacetLink,
        /// Its terms, in its order.
        terms: Vec<TermCardValue>,
        /// The same by name, for an A to Z.
        alphabetical: Vec<TermCardValue>,
        /// Where this facet lies within another: its terms by enclosing term.
        groups: Vec<TermGroup>,
        /// How its terms are shown, where `site.toml` or the terms themselves say: `timeline`, `cards`, `a-to-z` or
        /// `list`.
        show: Option<String>,
        /// The terms by year, where they are shown as a timeline.
        timeline: Vec<TimelineYear>,
        /// The address of the same as a table (CSV).
        csv: String,
    }

    /// Terms that lie in one enclosing term.
    TermGroup {
        /// The enclosing term; none for those that lie in none.
        parent: Option<TermLink>,
        /// The terms.
        terms: Vec<TermCardValue>,
    }

    /// A term's page. The template `term.html` has it as `term`, beside `text` (which may be none), `projects` and `pagination`.
    TermView {
        /// The facet that it belongs to.
        facet: FacetLink,
        /// The term itself.
        about: TermCardValue,
        /// Cover art, where there is no picture and the theme's setting `cover` is on.
        cover: Option<CoverView>,
        /// How many different terms of the other facets its projects have.
        counts: Vec<FacetLink>,
        /// How many of its projects were assigned by inference.
        inferred: usize,
        /// The facets nested in this one, with the terms that lie in this one.
        nested: Vec<NestedTerms>,
    }

    /// A nested facet's terms within a term.
    NestedTerms {
        /// The nested facet.
        facet: FacetLink,
        /// The terms.
        terms: Vec<TermCardValue>,
    }

    /// Which part of a list a page shows. Templates have it as `pagination`.
    Pagination {
        /// This page's number, from 1.
        page: usize,
        /// How many pages there are.
        pages: usize,
        /// How many things the whole list has.
        total: usize,
        /// The number of the first thing on this page, from 1.
        first: usize,
        /// The number of the last.
        last: usize,
        /// The address of the page before.
        previous: Option<String>,
        /// The address of the page after.
        next: Option<String>,
        /// Pages to offer: the first, the last and those around this one; none where numbers are left out.
        numbers: Vec<Option<PageNumber>>,
    }

    /// A page of a list.
    PageNumber {
        /// Its number.
        number: usize,
        /// Its address.
        href: String,
        /// Is it this page?
        current: bool,
    }
}
