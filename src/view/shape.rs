//! How a shape is written down: a struct whose documentation is data too.

/// The documentation of one struct.
#[derive(Debug)]
pub struct Shape {
    pub name: &'static str,
    pub about: &'static str,
    pub fields: &'static [Field],
}

#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: &'static str,
    pub about: &'static str,
}

/// Makes the structs, their way into a template value, and the list of their documentation.
macro_rules! shapes {
    ($( $(#[doc = $about:literal])* $name:ident { $( $(#[doc = $field_about:literal])* $field:ident: $kind:ty, )* } )*) => {
        $(
            $(#[doc = $about])*
            #[derive(Debug, Clone, serde::Serialize)]
            pub struct $name { $( $(#[doc = $field_about])* pub $field: $kind, )* }

            // By way of serde, which shares the values within: Tera makes the map of a map that it is given once more.
            impl From<$name> for Value {
                fn from(shape: $name) -> Value {
                    Value::from_serializable(&shape)
                }
            }
        )*
        /// The shapes of this file, in the order of the guide.
        pub const SHAPES: &[Shape] = &[ $( Shape {
            name: stringify!($name),
            about: concat!($($about),*),
            fields: &[ $( Field { name: stringify!($field), kind: stringify!($kind), about: concat!($($field_about),*) } ),* ],
        } ),* ];
    };
}

pub(super) use shapes;
